import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import Database from "better-sqlite3";
import { keepOwnFile, makeOwnFile } from "./own-file.ts";

export type Migration = { name: string; sql: string; checksum: string };

/** The migrations of a folder, in the order of their numbers, each with the SHA-256 of its text. */
export function readMigrations(folder: string): Migration[] {
  return readdirSync(folder)
    .filter((name) => /^\d{4}_.+\.sql$/.test(name))
    .sort()
    .map((name) => {
      const sql = readFileSync(join(folder, name), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    });
}

type Applied = { name: string; checksum: string };

const APPLIED =
  "create table if not exists migration (name text primary key not null, checksum text not null, applied_at text not null) strict";

/** What is already applied; refuses a database that is newer than this code, or whose applied text was changed since. */
export function pendingMigrations(raw: Database.Database, migrations: readonly Migration[]): Migration[] {
  raw.exec(APPLIED);
  const applied = raw.prepare("select name, checksum from migration order by name").all() as Applied[];
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const { name, checksum } of applied) {
    const ours = known.get(name);
    if (!ours)
      throw new Error(
        `The database is newer than this code: it has the migration ${name}, which this version does not know. Start the newer version.`,
      );
    if (ours.checksum !== checksum)
      throw new Error(
        `The migration ${name} was changed after it was applied to this database. Restore its text, and put the change in a new migration.`,
      );
  }
  const done = new Set(applied.map(({ name }) => name));
  return migrations.filter(({ name }) => !done.has(name));
}

/** Applies everything pending in one transaction. Gives the names applied. */
export function applyMigrations(raw: Database.Database, migrations: readonly Migration[], at: string): string[] {
  const pending = pendingMigrations(raw, migrations);
  if (pending.length === 0) return [];
  raw
    .transaction(() => {
      for (const { name, sql, checksum } of pending) {
        raw.exec(sql);
        raw.prepare("insert into migration (name, checksum, applied_at) values (?, ?, ?)").run(name, checksum, at);
      }
    })
    .immediate();
  return pending.map(({ name }) => name);
}

/** Copies what is there before it is changed. The copy is this account's alone; one that was cut off does not stay. */
async function backUp(raw: Database.Database, file: string, first: Migration, at: string): Promise<string> {
  const folder = join(dirname(file), "backups");
  const name = `${basename(file, ".sqlite")}-before-${first.name.slice(0, 4)}-${at.replaceAll(/[:.]/g, "")}.sqlite`;
  const backup = join(folder, name);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  makeOwnFile(backup);
  try {
    await raw.backup(backup);
  } catch (error) {
    rmSync(backup, { force: true });
    throw error;
  }
  return backup;
}

/**
 * Brings a database file up to date, after a backup beside it when it already holds something. Gives what was done. No other
 * account of the machine can open the file, or its copy.
 */
export async function migrateFile(
  file: string,
  folder: string,
  at: string,
): Promise<{ applied: string[]; backup: string | null }> {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const existed = existsSync(file);
  if (!existed) makeOwnFile(file);
  keepOwnFile(file);
  const raw = new Database(file, { timeout: 5000 });
  try {
    raw.pragma("journal_mode = WAL");
    raw.pragma("synchronous = FULL");
    const migrations = readMigrations(folder);
    const pending = pendingMigrations(raw, migrations);
    if (pending.length === 0) return { applied: [], backup: null };
    const backup = existed ? await backUp(raw, file, pending[0]!, at) : null;
    return { applied: applyMigrations(raw, migrations, at), backup };
  } finally {
    raw.close();
  }
}
