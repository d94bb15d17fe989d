import type { D1, D1Statement } from "../../src/db/d1.ts";
import { type Env, worker } from "../../src/main.worker.ts";
import { countingIds, fixedClock } from "../support/clock.ts";

/** About what a call to D1 takes from a Worker in the same city. */
const ROUND_TRIP = 2;

const travel = () => new Promise<void>((resolve) => setTimeout(resolve, ROUND_TRIP));

type Distant = D1Statement & { here: D1Statement };

const distantStatement = (here: D1Statement): Distant => ({
  here,
  bind: (...values) => distantStatement(here.bind(...values)),
  all: async () => {
    await travel();
    return here.all();
  },
});

/**
 * D1 as far away as it really is. In local workerd it stands in the same thread, which answers all calls of one request before
 * it looks at the next request: nobody could race there, held or not.
 */
const distant = (database: D1): D1 => ({
  prepare: (sql) => distantStatement(database.prepare(sql)),
  batch: async (statements) => {
    await travel();
    return database.batch(statements.map((statement) => (statement as Distant).here));
  },
});

// As workers/entry.ts, but for the distance.
const main = worker(fixedClock(), countingIds(4));
export default { fetch: (request: Request, env: Env) => main.fetch(request, { ...env, DB: distant(env.DB) }) };
