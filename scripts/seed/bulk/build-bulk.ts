import { mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";
import { instantText } from "../../../src/domain/calendar.ts";
import { migrateFile } from "../../../src/node/migrate.ts";
import { copyInto } from "./copy-into.ts";
import { type Given as ToTell, tellTemplates } from "./told.ts";

type Given = ToTell & { file: string };

const removeFile = (file: string) => {
  for (const end of ["", "-wal", "-shm"]) rmSync(file + end, { force: true });
};

/**
 * Makes a database of some size: what the demonstration tells through the app's own pages, told once more, and then copied row by row to
 * other days, people and providers. Beside its place and moved there when it is whole. The same day gives the same database.
 */
export async function buildBulk({ file, ...given }: Given): Promise<void> {
  const { say = () => {}, clock, migrations } = given;
  const timed = stopwatch(say);
  const told = await tellTemplates(given);
  timed("told through the app’s own pages");
  mkdirSync(dirname(file), { recursive: true });
  const unfinished = `${file}.unfinished`;
  removeFile(unfinished);
  await migrateFile(unfinished, migrations, instantText(clock.now()));
  const raw = new Database(unfinished);
  try {
    await copyInto(raw, told.raw, given, timed);
  } finally {
    told.close();
    raw.close();
  }
  removeFile(file);
  renameSync(unfinished, file);
}

function stopwatch(say: (line: string) => void) {
  let from = performance.now();
  return (what: string) => {
    say(`  ${((performance.now() - from) / 1000).toFixed(1).padStart(5)} s  ${what}`);
    from = performance.now();
  };
}
