import Database from "better-sqlite3";
import { isRead, notAllowed, skips } from "./allowed.ts";
import { readSchema } from "./growing.ts";

/** Where evaluators' pages ask: they read all that there is on purpose. */
const EVALUATION = /\/src\/features\/(outcomes|extracts)\//;
const OF_THE_APP = /\/src\/(features|jobs|web|disclosure)\//;
const FRAMES = 80;

/** Who asks at this moment, as far as the stack knows; what a test itself asks comes from no file of the app. */
function askers(): string {
  const before = Error.stackTraceLimit;
  Error.stackTraceLimit = FRAMES;
  const { stack = "" } = new Error();
  Error.stackTraceLimit = before;
  return stack;
}

/**
 * Throws when the app asks for rows in a way that takes longer with each year (docs/decisions/0013-lists-by-their-order.md). Every
 * statement of every test passes through here, once for each text, so one that only some state asks for is read too.
 */
export function refuseWhatGrows(migrated: Buffer): (sql: string) => void {
  const passed = new Set<string>();
  let read: { raw: Database.Database; schema: ReturnType<typeof readSchema> } | undefined;
  return (sql) => {
    if (passed.has(sql) || !isRead(sql)) return;
    const stack = askers();
    if (!OF_THE_APP.test(stack) || EVALUATION.test(stack)) return;
    if (!read) {
      const raw = new Database(migrated);
      read = { raw, schema: readSchema(raw) };
    }
    const wrong = skips(sql) ? ["pages are named by a key, not by offset"] : notAllowed(read.raw, read.schema, sql);
    if (wrong.length > 0) throw new Error(`Takes longer with each year: ${wrong.join("; ")}: ${sql.slice(0, 300)}`);
    passed.add(sql);
  };
}
