import { randomId, systemClock } from "../../src/host.ts";
import { nodeDeps } from "../../src/node/deps.ts";
import { listen } from "../../src/node/serve.ts";
import { CONFIG, ROOT } from "../../tests/support/hosts.ts";
import { given } from "./parts.ts";

/** The app as it is served, on the bench's file. Without the audit, its commits do nothing: only to see what they cost. */
const { file, audit } = given();
const { deps } = nodeDeps({ file, config: CONFIG, clock: systemClock, newId: randomId });
const { port } = await listen(audit === "none" ? { ...deps, commit: async () => {} } : deps, ROOT, 0);
console.log(`on port ${port}`);
process.on("SIGTERM", () => process.exit(0));
