import { randomId, systemClock } from "../../src/host.ts";
import { nodeDeps } from "../../src/node/deps.ts";
import { listen } from "../../src/node/serve.ts";
import { CONFIG, ROOT } from "../support/hosts.ts";

/** The app as it must not be: its log is not synced before an answer. To see that the trace of the order would show it. */
const { deps, database } = nodeDeps({
  file: process.env.KINSTEP_DATABASE!,
  config: CONFIG,
  clock: systemClock,
  newId: randomId,
});
database.raw.pragma("synchronous = NORMAL");
const { port } = await listen(deps, ROOT, 0);
console.log(`on port ${port}`);
