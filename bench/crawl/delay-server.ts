import { listen } from "../../src/node/serve.ts";
import { ROOT } from "../../tests/support/hosts.ts";
import { largeHost } from "./database.ts";

/** The app as it is served, on the large database and with its clock. */
const { port } = await listen(largeHost(process.argv[2]!).deps, ROOT, 0);
console.log(`on port ${port}`);
process.on("SIGTERM", () => process.exit(0));
