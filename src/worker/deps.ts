import { sql } from "kysely";
import type { Config } from "../config.ts";
import { type D1, openD1 } from "../db/d1.ts";
import { jobHealth } from "../db/job-health.ts";
import { keyHealth } from "../db/sealed-words.ts";
import type { Clock, Db, Deps, Health } from "../deps.ts";
import { MIGRATIONS } from "../generated/migrations.js";
import { randomToken } from "../host.ts";
import { render } from "../web/views.ts";
import { hashPassword, verifyPassword } from "./scrypt.ts";

type Given = { database: D1; config: Config; clock: Clock; newId: () => string };

/** Everything the app needs of the world, on Workers with D1. */
export function workerDeps({ database, config, clock, newId }: Given): Deps {
  const { db, commit, tally } = openD1(database, { auditKey: config.auditKey, clock, newId });
  return {
    db,
    commit,
    tally,
    clock,
    newId,
    newToken: randomToken,
    render,
    encode: (text) => text,
    config,
    health: d1Health(db, clock, config),
    hashPassword,
    verifyPassword,
    // Cloudflare sets this header itself and lets nobody else set it.
    clientAddress: (headers) => headers.get("CF-Connecting-IP") ?? "",
    log: (event, facts) => console.error(JSON.stringify({ event, ...facts })),
  };
}

/** Well when D1 answers, wrangler has applied exactly this code's migrations, the cron trigger has come when it should, and the keys are those from before. */
const d1Health =
  (db: Db, clock: Clock, config: Config): Health =>
  async () => {
    try {
      const { rows } = await sql<{ name: string }>`select name from d1_migrations order by name`.execute(db);
      const same = rows.length === MIGRATIONS.length && rows.every((row, i) => row.name === MIGRATIONS[i]!.name);
      const { timer, late } = same ? await jobHealth(db, clock.now()) : { timer: "not known", late: [] };
      const keys = same ? await keyHealth(db, config) : "not known";
      const well = same && timer !== "late" && keys !== "another";
      return { well, database: "well", migrations: same ? "well" : "behind", timer, late, keys };
    } catch {
      return {
        well: false,
        database: "not answering",
        migrations: "not known",
        timer: "not known",
        late: [],
        keys: "not known",
      };
    }
  };
