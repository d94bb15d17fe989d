import type Database from "better-sqlite3";

/** Tables that stay small however old the installation is, each with why. Every other table of the schema grows with the work. */
export const SMALL: Readonly<Record<string, string>> = {
  authority: "the partnership's members",
  organisation: "the partnership's members",
  user: "people who work here: hundreds after ten years",
  account: "one or two a user",
  two_factor: "one a user",
  membership: "a few a user",
  absence: "a few a user a year, found by who is away and read from the last day on",
  duty_entry: "one when an organisation changes its rota",
  programme: "a catalogue that people read from top to bottom",
  programme_version: "a few a programme",
  plan_item: "a dozen a programme version",
  route_rule: "one when the partnership's lead changes the rule",
  setting: "what an administrator can set",
  setting_version: "one when an administrator changes a setting",
  measure_version: "one when a measure is revised",
  licence: "one when a holder's permission is recorded",
  wording: "one when a translation is taken in",
  job_run: "one a job",
  sealed_word: "one a key",
  family_shown_until: "one row",
  migration: "one a release",
};

/** Columns that name one record and have no foreign key, since they name records of several kinds. */
const NAMES_ONE_RECORD = new Set([
  "task.subject_id",
  "used_code.user_id",
  "verification.identifier",
  "concern.source_id",
  "contact_attempt.pack_id",
  "disposal.record_id",
]);

/** A record may have so much of these that its own part is a list without end: what was ever done to a family. */
const WITHOUT_END = new Set(["audit"]);

export type Schema = {
  tables: ReadonlySet<string>;
  growing: ReadonlySet<string>;
  /** The text of each view by its name. */
  views: ReadonlyMap<string, string>;
  tableOfIndex: ReadonlyMap<string, string>;
  /** The columns of each unique index; of a table without rowid its primary key stands under the table's name. */
  uniqueKeys: ReadonlyMap<string, readonly string[]>;
  /** "contact.person_id": an equality with it leaves what belongs to one record. */
  narrowing: ReadonlySet<string>;
};

type Named = { name: string };

/** What of the schema says how much a search through an index can find. */
export function readSchema(raw: Database.Database): Schema {
  const rows = <Row>(sql: string, ...values: string[]) => raw.prepare(sql).all(...values) as Row[];
  const tables = rows<Named>("select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'");
  const growing = new Set(tables.map(({ name }) => name).filter((name) => !(name in SMALL)));
  const narrowing = new Set(NAMES_ONE_RECORD);
  const uniqueKeys = new Map<string, readonly string[]>();
  const tableOfIndex = new Map<string, string>();
  for (const { name: table } of tables) {
    const keys = rows<{ from: string; table: string }>("select * from pragma_foreign_key_list(?)", table);
    for (const key of keys)
      if (growing.has(key.table) && !WITHOUT_END.has(table)) narrowing.add(`${table}.${key.from}`);
    for (const index of rows<Named & { unique: number; origin: string }>("select * from pragma_index_list(?)", table)) {
      const columns = rows<Named>("select name from pragma_index_info(?)", index.name).map(({ name }) => name);
      tableOfIndex.set(index.name, table);
      if (index.unique) uniqueKeys.set(index.name, columns);
      if (index.origin === "pk") uniqueKeys.set(table, columns);
    }
  }
  const views = rows<{ name: string; sql: string }>("select name, sql from sqlite_schema where type = 'view'");
  return {
    tables: new Set(tables.map(({ name }) => name)),
    growing,
    views: new Map(views.map(({ name, sql }) => [name, sql])),
    tableOfIndex,
    uniqueKeys,
    narrowing,
  };
}
