import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { migratedDatabase, readRoot } from "../support/hosts.ts";

test("docs/data.md names every table and view, and says what each table holds", () => {
  const raw = new Database(migratedDatabase());
  const names = raw
    .prepare(
      "select name from sqlite_master where type in ('table', 'view') and name not like 'sqlite_%' and name <> 'migration'",
    )
    .pluck()
    .all() as string[];
  const document = readRoot("docs/data.md");
  expect(names.filter((name) => !new RegExp(`(\\| ${name} \\| \\S|\`${name}\`)`).test(document))).toEqual([]);
});
