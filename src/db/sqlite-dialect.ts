import type Database from "better-sqlite3";
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type Kysely,
  type QueryResult,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from "kysely";
import { SharedConnectionAdapter } from "./shared-connection.ts";

/** Prepared once a text: preparing costs more than most of our reads. */
export type StatementCache = (sql: string) => Database.Statement;

export function statementCache(database: Database.Database): StatementCache {
  const statements = new Map<string, Database.Statement>();
  return (sql) => {
    let statement = statements.get(sql);
    if (!statement) {
      if (statements.size > 2000) statements.clear();
      statement = database.prepare(sql);
      statements.set(sql, statement);
    }
    return statement;
  };
}

export type Inspect = (sql: string, parameters: readonly unknown[]) => void;

/**
 * Writes "+?" where a value belongs, which means the same as "?" but keeps SQLite from planning by the value. Else it marks
 * most statements with a join or an order as in need of a new plan, and since better-sqlite3 clears the values after each
 * run, each run would parse and plan its statement anew, which takes longer than most of our reads. A partial index with
 * a value in its condition is so only found by a query that writes that value out (`sql.lit`).
 */
class LastingPlans extends SqliteQueryCompiler {
  override getCurrentParameterPlaceholder(): string {
    return "+?";
  }
}

/** Kysely on one better-sqlite3 connection, with cached statements and no transactions: writing is `commit`'s alone. */
export const sqliteDialect = (prepare: StatementCache, inspect?: Inspect): Dialect => ({
  createAdapter: () => new SharedConnectionAdapter(),
  createDriver: () => driver(prepare, inspect),
  createIntrospector: (db: Kysely<unknown>) => new SqliteIntrospector(db),
  createQueryCompiler: () => new LastingPlans(),
});

function driver(prepare: StatementCache, inspect?: Inspect): Driver {
  const connection: DatabaseConnection = {
    executeQuery: <R>(query: CompiledQuery): Promise<QueryResult<R>> => {
      try {
        inspect?.(query.sql, query.parameters);
        return Promise.resolve(run<R>(prepare(query.sql), query.parameters));
      } catch (error) {
        return Promise.reject(error);
      }
    },
    async *streamQuery<R>(query: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
      for (const row of prepare(query.sql).iterate(...query.parameters)) yield { rows: [row as R] };
    },
  };
  const refuse = () => Promise.reject(new Error("Write through deps.commit: there are no transactions here"));
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

function run<R>(statement: Database.Statement, parameters: readonly unknown[]): QueryResult<R> {
  if (statement.reader) return { rows: statement.all(...parameters) as R[] };
  const { changes, lastInsertRowid } = statement.run(...parameters);
  return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
}
