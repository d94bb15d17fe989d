import type Database from "better-sqlite3";

export type Table = { name: string; columns: readonly string[]; parents: readonly { column: string; table: string }[] };

/** What the whole installation has once: copied as it stands, or made by `staff.ts`. */
export const SHARED: readonly string[] = [
  "licence",
  "measure_version",
  "organisation",
  "programme",
  "programme_version",
  "plan_item",
  "user",
  "account",
  "membership",
];

/** What a migration writes, what lasts a day, and what the timer notes of the trail. */
const NOT_COPIED: readonly string[] = [
  "migration",
  "route_rule",
  "idempotency",
  "saved_search",
  "auth_session",
  "verification",
  "family_shown",
  "family_shown_until",
  "sealed_word",
];

type Row = Record<string, string | number | null>;
const rows = (raw: Database.Database, sql: string, ...given: string[]) => raw.prepare(sql).all(...given) as Row[];

/** A number that the database gives a row by itself is not copied with it. */
const NAMED_COLUMNS = "select name from pragma_table_info(?) where not (name = 'id' and type = 'INTEGER' and pk = 1)";

const tableOf = (raw: Database.Database, name: string): Table => ({
  name,
  columns: rows(raw, NAMED_COLUMNS, name).map((column) => String(column.name)),
  parents: rows(raw, 'select "from" as "column", "table" from pragma_foreign_key_list(?)', name).map((key) => ({
    column: String(key.column),
    table: String(key.table),
  })),
});

/** Tables that the insert of another row writes to by itself. */
const writtenByTriggers = (raw: Database.Database): string[] =>
  rows(raw, "select sql from sqlite_master where type = 'trigger'").flatMap(({ sql }) =>
    [...String(sql).matchAll(/\binsert (?:or \w+ )?into (\w+)/gi)].map(([, table]) => table!),
  );

function tablesOf(raw: Database.Database): Table[] {
  const left = [...NOT_COPIED, ...writtenByTriggers(raw)];
  return rows(raw, "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by rowid")
    .map(({ name }) => tableOf(raw, String(name)))
    .filter(({ name }) => !left.includes(name));
}

export type Schema = {
  shared: Table[];
  /** Tables whose rows hang together by their foreign keys, casework first of all; a table added tomorrow is among them. */
  linked: Table[];
  /** The rest, such as the trail and tasks: a row belongs where a value of it is the id of something that does. */
  loose: Table[];
};

/** Sorts the tables of a database by how their rows are copied. */
export function schemaOf(raw: Database.Database): Schema {
  const tables = tablesOf(raw);
  const own = tables.filter(({ name }) => !SHARED.includes(name));
  const isOwn = (name: string) => own.some((table) => table.name === name);
  const named = new Set(own.flatMap(({ parents }) => parents.map(({ table }) => table)));
  const isLinked = (table: Table) => named.has(table.name) || table.parents.some((parent) => isOwn(parent.table));
  return {
    shared: tables.filter(({ name }) => SHARED.includes(name)),
    linked: own.filter(isLinked),
    loose: own.filter((table) => !isLinked(table)),
  };
}
