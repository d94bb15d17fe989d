import Database from "better-sqlite3";
import { Kysely } from "kysely";
import type { Clock, Commit, Db, Tally } from "../deps.ts";
import type { DB } from "../generated/schema.d.ts";
import { auditRows, INSERT_AUDIT } from "./audit-row.ts";
import { asConflict } from "./conflict.ts";
import { sqliteDialect, statementCache } from "./sqlite-dialect.ts";
import { type Grouped, groupCommits } from "./sqlite-groups.ts";

export type SqliteDatabase = { db: Db; commit: Commit; tally: Tally; raw: Database.Database; close: () => void };

/** `inspect` sees every statement before it runs: the tests hold each against what D1 allows. */
type Outside = {
  auditKey: string;
  clock: Clock;
  newId: () => string;
  inspect?: (sql: string, parameters: readonly unknown[]) => void;
};

/**
 * Opens a SQLite file (or a copy of one in memory) the only way we do: WAL, synchronous FULL so that an acknowledged
 * commit survives power loss, foreign keys on, five seconds of patience for another process's lock.
 */
export function openSqlite(file: string | Buffer, outside: Outside): SqliteDatabase {
  const raw = new Database(file, { timeout: 5000 });
  raw.pragma("journal_mode = WAL");
  raw.pragma("synchronous = FULL");
  raw.pragma("foreign_keys = ON");
  raw.pragma("cache_size = -32000");
  raw.pragma("temp_store = MEMORY");
  const prepare = statementCache(raw);
  const db: Db = new Kysely<DB>({ dialect: sqliteDialect(prepare, outside.inspect) });
  return { db, ...sqliteWrites(raw, prepare, outside), raw, close: () => raw.close() };
}

type Prepare = (sql: string) => Database.Statement;

/** Writes on SQLite: what concurrent requests bring is written as one group, so that they share one sync to disk. */
function sqliteWrites(raw: Database.Database, prepare: Prepare, outside: Outside): { commit: Commit; tally: Tally } {
  const rowOf = auditRows(outside.auditKey, outside.clock, outside.newId);
  const group = groupCommits(raw, prepare);
  const together = async (grouped: readonly Grouped[]) => {
    if (outside.inspect) for (const { sql, parameters } of grouped) outside.inspect(sql, parameters);
    try {
      await group(grouped);
    } catch (error) {
      throw asConflict(error);
    }
  };
  return {
    commit: async (audit, writes) => {
      const row = rowOf(audit);
      const grouped: Grouped[] = [{ sql: INSERT_AUDIT, parameters: row instanceof Promise ? await row : row }];
      for (const write of writes) grouped.push(write.compile());
      await together(grouped);
    },
    tally: (writes) => together(writes.map((write) => write.compile())),
  };
}
