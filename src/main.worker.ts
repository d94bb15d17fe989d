import { createApp } from "./app.ts";
import { readConfig } from "./config.ts";
import type { D1 } from "./db/d1.ts";
import type { Clock } from "./deps.ts";
import { checkKeys } from "./features/accounts/index.ts";
import { randomId, systemClock } from "./host.ts";
import { doJobs } from "./jobs/do-jobs.ts";
import { JOBS } from "./jobs.ts";
import { workerDeps } from "./worker/deps.ts";

export type Env = { DB: D1 } & Record<string, unknown>;

/** For anybody who comes meanwhile; which setting it is stands in the log, for whoever runs this. */
const notSetUp = () =>
  new Response("Kinstep is not set up yet. Whoever runs it finds the reason in its log.\n", {
    status: 503,
    headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" },
  });

/** The Worker on a clock and ids: the tests' entry differs from this file only in those. */
export function worker(clock: Clock, newId: () => string) {
  let app: ReturnType<typeof createApp> | undefined;
  const depsOf = (env: Env) => workerDeps({ database: env.DB, config: readConfig(env), clock, newId });
  return {
    fetch(request: Request, env: Env): Response | Promise<Response> {
      try {
        app ??= createApp(depsOf(env));
      } catch (error) {
        console.error(JSON.stringify({ event: "can-not-start", reason: (error as Error).message }));
        return notSetUp();
      }
      return app.fetch(request, env as never);
    },
    /** The cron trigger, which seals the words of a new database too. With another key it does nothing. What failed is in the log, and makes /health late when it goes on failing. */
    async scheduled(_event: unknown, env: Env): Promise<void> {
      const deps = depsOf(env);
      const otherKeys = await checkKeys(deps);
      for (const reason of otherKeys) deps.log("another-key", { reason });
      if (otherKeys.length === 0) await doJobs(deps, JOBS);
    },
  };
}

export default worker(systemClock, randomId);
