import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import type Database from "better-sqlite3";
import { dayOf } from "../domain/calendar.ts";
import { type Job, ROUND_MINUTES } from "../jobs/job.ts";
import { keepOwnFile, makeOwnFile } from "./own-file.ts";

/** Copies of this many nights are kept; older ones are removed. */
const NIGHTS = 14;

type Copied = { raw: Database.Database; file: string; folder: string };

const startOf = (file: string) => `${basename(file, ".sqlite")}-`;

function removeOld(folder: string, file: string) {
  const isCopy = (name: string) =>
    name.startsWith(startOf(file)) && /^\d{4}-\d\d-\d\d\.sqlite$/.test(name.slice(startOf(file).length));
  const copies = readdirSync(folder).filter(isCopy);
  for (const name of copies.sort().slice(0, -NIGHTS)) rmSync(join(folder, name));
}

/** Takes the copies that are there, and an unfinished one, from every other account of the machine. Gives those that were open. */
export function keepOwnCopies({ file, folder }: Omit<Copied, "raw">): string[] {
  if (!existsSync(folder)) return [];
  const isOurs = (name: string) => name.startsWith(startOf(file)) && /\.sqlite(\.part)?$/.test(name);
  return readdirSync(folder)
    .filter(isOurs)
    .flatMap((name) => keepOwnFile(join(folder, name)));
}

/**
 * Copies the database once a day, by the first round of the timer after midnight, with SQLite's own backup: readers and writers
 * go on. The copy gets its name only when it is whole. It holds what the database holds: keep the folder as safe.
 */
export const nightlyCopy = ({ raw, file, folder }: Copied): Job => ({
  name: "nightly copy",
  every: ROUND_MINUTES,
  run: async ({ clock }) => {
    const copy = join(folder, `${startOf(file)}${dayOf(clock.now())}.sqlite`);
    if (existsSync(copy)) return 0;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const part = `${copy}.part`;
    // What a copy that was cut off has left may be damaged: it is not gone on with.
    rmSync(part, { force: true });
    makeOwnFile(part);
    await raw.backup(part);
    renameSync(part, copy);
    removeOld(folder, file);
    return 1;
  },
});
