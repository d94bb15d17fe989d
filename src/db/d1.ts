import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  type QueryResult,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from "kysely";
import type { Clock, Commit, Db, Tally, Write } from "../deps.ts";
import type { DB } from "../generated/schema.d.ts";
import { auditRows, INSERT_AUDIT } from "./audit-row.ts";
import { asConflict } from "./conflict.ts";
import { SharedConnectionAdapter } from "./shared-connection.ts";

/** The part of Cloudflare's D1 binding that we use. */
export type D1Statement = {
  bind(...values: unknown[]): D1Statement;
  all<R = unknown>(): Promise<{ results: R[]; meta: { changes?: number; last_row_id?: number } }>;
};
export type D1 = { prepare(sql: string): D1Statement; batch(statements: D1Statement[]): Promise<unknown> };

type Outside = { auditKey: string; clock: Clock; newId: () => string };

export type OnD1 = { db: Db; commit: Commit; tally: Tally };

/** Reads and commits on D1: a commit is one `batch`, which D1 runs as one transaction, all or nothing. */
export function openD1(database: D1, outside: Outside): OnD1 {
  const rowOf = auditRows(outside.auditKey, outside.clock, outside.newId);
  const bound = (write: Write): D1Statement => {
    const { sql, parameters } = write.compile();
    return database.prepare(sql).bind(...parameters);
  };
  const together = async (statements: D1Statement[]) => {
    await database.batch(statements).catch((error) => {
      throw asConflict(error);
    });
  };
  const commit: Commit = async (audit, writes) =>
    together([database.prepare(INSERT_AUDIT).bind(...(await rowOf(audit))), ...writes.map(bound)]);
  return {
    db: new Kysely<DB>({ dialect: dialect(database) }),
    commit,
    tally: (writes) => together(writes.map(bound)),
  };
}

const dialect = (database: D1) => ({
  createAdapter: () => new SharedConnectionAdapter(),
  createDriver: () => driver(database),
  createIntrospector: (db: Kysely<never>) => new SqliteIntrospector(db as never),
  createQueryCompiler: () => new SqliteQueryCompiler(),
});

function driver(database: D1): Driver {
  const connection: DatabaseConnection = {
    async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      const { results, meta } = await database
        .prepare(query.sql)
        .bind(...query.parameters)
        .all<R>();
      return {
        rows: results,
        numAffectedRows: meta.changes === undefined ? undefined : BigInt(meta.changes),
        insertId: meta.last_row_id === undefined ? undefined : BigInt(meta.last_row_id),
      };
    },
    streamQuery: () => {
      throw new Error("D1 does not stream: read in pages");
    },
  };
  const refuse = () => Promise.reject(new Error("Write through deps.commit: D1 has no transactions"));
  return {
    init: async () => {},
    acquireConnection: async () => connection,
    beginTransaction: refuse,
    commitTransaction: refuse,
    rollbackTransaction: refuse,
    releaseConnection: async () => {},
    destroy: async () => {},
  };
}
