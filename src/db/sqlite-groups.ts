import type Database from "better-sqlite3";

export type Grouped = { sql: string; parameters: readonly unknown[] };

type Pending = { writes: readonly Grouped[]; resolve: () => void; reject: (error: unknown) => void };

/**
 * Group commit. Everything that asks to be committed before the event loop turns shares one transaction and so one
 * fdatasync. One refused write takes nobody else down: an asker of several has its own savepoint, and a single statement
 * that is refused undoes itself. An asker is answered only after COMMIT returned. If COMMIT itself fails on a deferred
 * constraint, each asker is tried alone.
 */
export function groupCommits(raw: Database.Database, prepare: (sql: string) => Database.Statement) {
  let queue: Pending[] = [];
  const run = (sql: string) => prepare(sql).run();

  const runAlone = (pending: Pending) => {
    try {
      run("begin immediate");
      for (const { sql, parameters } of pending.writes) prepare(sql).run(...parameters);
      run("commit");
    } catch (error) {
      if (raw.inTransaction) run("rollback");
      return pending.reject(error);
    }
    pending.resolve();
  };

  const runTogether = (group: readonly Pending[]) => {
    const written: Pending[] = [];
    const refused: [Pending, unknown][] = [];
    try {
      run("begin immediate");
      for (const pending of group) {
        const isSeveral = pending.writes.length > 1;
        if (isSeveral) run("savepoint one");
        try {
          for (const { sql, parameters } of pending.writes) prepare(sql).run(...parameters);
          written.push(pending);
        } catch (error) {
          if (!raw.inTransaction) throw error;
          if (isSeveral) run("rollback to one");
          refused.push([pending, error]);
        }
        if (isSeveral) run("release one");
      }
      run("commit");
    } catch (error) {
      if (raw.inTransaction) run("rollback");
      const deferred = /constraint/i.test(String((error as { code?: string }).code));
      if (deferred) for (const pending of group) runAlone(pending);
      else for (const pending of group) pending.reject(error);
      return;
    }
    for (const pending of written) pending.resolve();
    for (const [pending, error] of refused) pending.reject(error);
  };

  const flush = () => {
    const group = queue;
    queue = [];
    if (group.length === 1) runAlone(group[0]!);
    else runTogether(group);
  };

  return (writes: readonly Grouped[]): Promise<void> =>
    new Promise((resolve, reject) => {
      if (queue.push({ writes, resolve, reject }) === 1) setImmediate(flush);
    });
}
