import { sql } from "kysely";
import type { Config } from "../config.ts";
import { type D1, openD1 } from "../db/d1.ts";
import { healthOf } from "../db/health.ts";
import type { Clock, Db, Deps } from "../deps.ts";
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
    health: healthOf(db, clock, config, () => isOfThisVersion(db)),
    hashPassword,
    verifyPassword,
    // Cloudflare sets this header itself and lets nobody else set it.
    clientAddress: (headers) => headers.get("CF-Connecting-IP") ?? "",
    log: (event, facts) => console.error(JSON.stringify({ event, ...facts })),
  };
}

/** Has wrangler applied exactly this code's migrations? */
async function isOfThisVersion(db: Db): Promise<boolean> {
  const { rows } = await sql<{ name: string }>`select name from d1_migrations order by name`.execute(db);
  return rows.length === MIGRATIONS.length && rows.every((row, i) => row.name === MIGRATIONS[i]!.name);
}
