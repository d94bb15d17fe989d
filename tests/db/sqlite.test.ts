import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openSqlite } from "../../src/db/sqlite.ts";
import { wrote } from "../../src/domain/audit-entry.ts";
import { migrateFile, readMigrations } from "../../src/node/migrate.ts";
import { countingIds, fixedClock } from "../support/clock.ts";
import { ROOT } from "../support/hosts.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "kinstep-db-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const AT = "2026-03-02T09:00:00.000Z";
const outside = () => ({ auditKey: "k".repeat(32), clock: fixedClock(), newId: countingIds() });

test("the connection is in WAL, synchronous FULL, with foreign keys and patience", async () => {
  const file = join(folder, "a.sqlite");
  await migrateFile(file, join(ROOT, "migrations"), AT);
  const { raw, close } = openSqlite(file, outside());
  const pragma = (name: string) => raw.pragma(name, { simple: true });
  expect([pragma("journal_mode"), pragma("synchronous"), pragma("foreign_keys"), pragma("busy_timeout")]).toEqual([
    "wal",
    2,
    1,
    5000,
  ]);
  close();
});

test("a full database says that it can't write, and keeps what it had", async () => {
  const file = join(folder, "a.sqlite");
  await migrateFile(file, join(ROOT, "migrations"), AT);
  const { raw, db, commit, close } = openSqlite(file, outside());
  const by = { userId: "u", role: "practitioner", organisationId: null };
  await commit(wrote(by, "thing", "kept"), []);
  raw.pragma(`max_page_count = ${raw.pragma("page_count", { simple: true })}`);
  const filling = Promise.all(
    Array.from({ length: 200 }, (_, i) => commit(wrote(by, "thing", "x".repeat(5000) + i), [])),
  );
  await expect(filling).rejects.toMatchObject({ name: "Unavailable" });
  expect(await db.selectFrom("audit").select("id").where("subject_id", "=", "kept").execute()).toHaveLength(1);
  expect(raw.pragma("integrity_check", { simple: true })).toBe("ok");
  close();
});

test("a migration that fails leaves the database as it was", async () => {
  const file = join(folder, "a.sqlite");
  const migrations = join(folder, "migrations");
  mkdirSync(migrations);
  writeFileSync(join(migrations, "0001_one.sql"), "create table one (id text) strict;");
  await migrateFile(file, migrations, AT);
  writeFileSync(join(migrations, "0002_two.sql"), "create table two (id text) strict; create table broken (;");
  await expect(migrateFile(file, migrations, AT)).rejects.toThrow(/syntax error/);
  const raw = new Database(file);
  expect(raw.prepare("select name from sqlite_master where name in ('one', 'two')").all()).toEqual([{ name: "one" }]);
  raw.close();
});

test("it refuses a database that is newer than the code, and a migration whose text was changed", async () => {
  const file = join(folder, "a.sqlite");

  const migrations = join(folder, "migrations");
  mkdirSync(migrations);
  writeFileSync(join(migrations, "0001_one.sql"), "create table one (id text) strict;");
  writeFileSync(join(migrations, "0002_two.sql"), "create table two (id text) strict;");
  await migrateFile(file, migrations, AT);
  writeFileSync(join(migrations, "0001_one.sql"), "create table one (id text, more text) strict;");
  await expect(migrateFile(file, migrations, AT)).rejects.toThrow(/0001_one.sql was changed after it was applied/);
  writeFileSync(join(migrations, "0001_one.sql"), "create table one (id text) strict;");
  rmSync(join(migrations, "0002_two.sql"));
  await expect(migrateFile(file, migrations, AT)).rejects.toThrow(/database is newer than this code/);
});

test("a second start on an older database makes a backup first", async () => {
  const file = join(folder, "a.sqlite");
  const migrations = join(folder, "migrations");
  mkdirSync(migrations);
  writeFileSync(
    join(migrations, "0001_one.sql"),
    "create table one (id text) strict; insert into one values ('kept');",
  );
  expect(await migrateFile(file, migrations, AT)).toEqual({ applied: ["0001_one.sql"], backup: null });
  writeFileSync(join(migrations, "0002_two.sql"), "create table two (id text) strict;");
  const { backup } = await migrateFile(file, migrations, AT);
  const raw = new Database(backup!, { readonly: true });
  expect(raw.prepare("select id from one").all()).toEqual([{ id: "kept" }]);
  expect(raw.prepare("select name from sqlite_master where name = 'two'").all()).toEqual([]);
  raw.close();
});

test("migrations are numbered without a gap", () => {
  const numbers = readMigrations(join(ROOT, "migrations")).map(({ name }) => Number(name.slice(0, 4)));
  expect(numbers).toEqual(numbers.map((_, i) => i + 1));
});
