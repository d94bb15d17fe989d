import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { migratedDatabase, readRoot } from "../support/hosts.ts";

const raw = new Database(migratedDatabase());
const tables = raw
  .prepare("select name from sqlite_master where type = 'table' and name not like 'sqlite_%'")
  .pluck()
  .all() as string[];
const columnsOf = (table: string) =>
  raw.prepare("select name from pragma_table_info(?)").pluck().all(table) as string[];
const document = readRoot("docs/personal-data.md");
const listed = new Map(
  [...document.matchAll(/^\| ([a-z_]+) \|.*\| (`.*`) \|$/gm)].map((row) => [row[1]!, row[2]!.match(/[a-z_]+/g)!]),
);
const nobody = document.slice(document.indexOf("Tables that hold nobody's data"));

test("every table is either listed with whose data it holds, or said to hold nobody's", () => {
  expect(tables.filter((table) => !listed.has(table) && !new RegExp(`\\b${table}\\b`).test(nobody))).toEqual([]);
});

test("every column of a listed table stands in the list", () => {
  const missing = [...listed].flatMap(([table, columns]) =>
    columnsOf(table)
      .filter((column) => !columns.includes(column))
      .map((column) => `${table}.${column}`),
  );
  expect(missing).toEqual([]);
});

test("the list names no table that is gone", () => {
  expect([...listed.keys()].filter((table) => !tables.includes(table))).toEqual([]);
});
