import { type Env, worker } from "../../src/main.worker.ts";
import { CLOCK_HEADER, countingIds, fixedClock } from "../support/clock.ts";

// As main.worker.ts, but with the tests' clock and ids: each request says what a test's clock shows.
const clock = fixedClock();
const main = worker(clock, countingIds(4));
export default {
  fetch(request: Request, env: Env) {
    const now = request.headers.get(CLOCK_HEADER);
    if (now) clock.set(now);
    return main.fetch(request, env);
  },
  scheduled: main.scheduled,
};
