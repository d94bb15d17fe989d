import { createApp } from "./app.ts";
import { doChores } from "./chores/index.ts";
import { readConfig } from "./config.ts";
import type { D1 } from "./db/d1.ts";
import type { Clock } from "./deps.ts";
import { randomId, systemClock } from "./host.ts";
import { workerDeps } from "./worker/deps.ts";

export type Env = { DB: D1 } & Record<string, unknown>;

/** The Worker on a clock and ids: the tests' entry differs from this file only in those. */
export function worker(clock: Clock, newId: () => string) {
  let app: ReturnType<typeof createApp> | undefined;
  const depsOf = (env: Env) => workerDeps({ database: env.DB, config: readConfig(env), clock, newId });
  return {
    fetch(request: Request, env: Env): Response | Promise<Response> {
      app ??= createApp(depsOf(env));
      return app.fetch(request, env as never);
    },
    /** The cron trigger. What failed is in the log, and makes /health late when it goes on failing. */
    async scheduled(_event: unknown, env: Env): Promise<void> {
      await doChores(depsOf(env));
    },
  };
}

export default worker(systemClock, randomId);
