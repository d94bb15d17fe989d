import { sql } from "kysely";
import type { Config } from "../config.ts";
import { healthOf } from "../db/health.ts";
import { openSqlite, type SqliteDatabase } from "../db/sqlite.ts";
import type { Clock, Deps } from "../deps.ts";
import { MIGRATIONS } from "../generated/migrations.js";
import { randomToken } from "../host.ts";
import { render } from "../web/views.ts";
import { nodeAddress } from "./client-address.ts";
import { encode } from "./encode.ts";
import { inTurn } from "./in-turn.ts";
import { keepOwnFile } from "./own-file.ts";
import { hashPassword, verifyPassword } from "./scrypt.ts";

export type NodeHost = { deps: Deps; database: SqliteDatabase };

type Given = {
  file: string | Buffer;
  config: Config;
  clock: Clock;
  newId: () => string;
  inspect?: (sql: string, parameters: readonly unknown[]) => void;
  /** What hashes passwords, where that is not to take its time: in tests. */
  hash?: (password: string) => Promise<string>;
};

/** Of the four threads that Node has for such work, two stay free for all else. */
const HASHED_AT_ONCE = 2;

/** Everything the app needs of the world, on Node with SQLite. The file must be migrated already. */
export function nodeDeps({ file, config, clock, newId, inspect, hash = hashPassword }: Given): NodeHost {
  if (typeof file === "string") keepOwnFile(file);
  const database = openSqlite(file, { auditKey: config.auditKey, clock, newId, inspect });
  const hashing = inTurn(HASHED_AT_ONCE);
  const deps: Deps = {
    db: database.db,
    commit: database.commit,
    tally: database.tally,
    clock,
    newId,
    newToken: randomToken,
    render,
    encode,
    config,
    health: healthOf(database.db, clock, config, () => isOfThisVersion(database)),
    hashPassword: (password) => hashing(() => hash(password)),
    verifyPassword: (input) => hashing(() => verifyPassword(input)),
    clientAddress: nodeAddress(config.proxies),
    log: (event, facts) => process.stderr.write(`${JSON.stringify({ event, ...facts })}\n`),
  };
  return { deps, database };
}

/** Does the database hold exactly this code's migrations? */
async function isOfThisVersion({ db }: SqliteDatabase): Promise<boolean> {
  const { rows } = await sql<{
    name: string;
    checksum: string;
  }>`select name, checksum from migration order by name`.execute(db);
  return rows.length === MIGRATIONS.length && rows.every((row, i) => row.checksum === MIGRATIONS[i]!.checksum);
}
