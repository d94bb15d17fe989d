import type Database from "better-sqlite3";
import { instantText, startsAt } from "../../../src/domain/calendar.ts";
import { nameKeys } from "../../../src/features/families/finding/name-fold.ts";
import type { Stencil, StencilRow } from "./stencil.ts";
import type { Table } from "./tables.ts";
import type { Value } from "./units.ts";

type Insert = (values: Value[]) => unknown;

const statement = (raw: Database.Database, { name, columns }: Table): Insert => {
  const named = columns.map((column) => `"${column}"`).join(", ");
  const insert = raw.prepare(`insert into "${name}" (${named}) values (${columns.map(() => "?").join(", ")})`);
  return (values) => insert.run(values);
};

function fill({ values, filled }: StencilRow, texts: readonly string[]): Value[] {
  const row = values.slice();
  for (const one of filled)
    row[one.column] =
      "token" in one
        ? texts[one.token]!
        : one.parts.map((part) => (typeof part === "number" ? texts[part]! : part)).join("");
  return row;
}

/** Writes copies of units into a database, with what follows from their rows: search keys, and when a session begins by that day's clock. */
export function copyWriter(raw: Database.Database) {
  const inserts = new Map<string, Insert>();
  const insertOf = (table: Table): Insert => {
    const insert = inserts.get(table.name) ?? statement(raw, table);
    inserts.set(table.name, insert);
    return insert;
  };
  const insertKey = raw.prepare("insert into name_key (person_id, part, sound) values (?, ?, ?)");
  const after: Record<string, (row: Value[], at: (column: string) => number) => void> = {
    person: (row, at) => {
      const names = ["given_name", "family_name", "known_as"].map((column) => row[at(column)] as string | null);
      for (const { part, sound } of nameKeys(names)) insertKey.run(row[at("id")], part, sound);
    },
  };
  const before: typeof after = {
    session: (row, at) => {
      row[at("starts_at")] = instantText(startsAt(String(row[at("local_day")]), String(row[at("local_time")])));
    },
  };
  return (stencil: Stencil, texts: readonly string[]): void => {
    for (const { table, rows } of stencil.rows) {
      const insert = insertOf(table);
      const at = (column: string) => table.columns.indexOf(column);
      for (const one of rows) {
        const row = fill(one, texts);
        before[table.name]?.(row, at);
        insert(row);
        after[table.name]?.(row, at);
      }
    }
  };
}
