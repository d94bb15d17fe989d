import { worker } from "../../src/main.worker.ts";
import { countingIds, fixedClock } from "../support/clock.ts";

// As main.worker.ts, but with the tests' clock and ids.
const main = worker(fixedClock(), countingIds(4));
export default { fetch: main.fetch, scheduled: main.scheduled };
