import type Database from "better-sqlite3";
import { type Schema, schemaOf, type Table } from "./tables.ts";

export type Value = string | number | null;
export type Row = readonly Value[];

/** Households and runs that hang together, with all that is theirs: what is copied as one. */
export type Unit = {
  rows: Map<Table, Row[]>;
  /** When the first and the last thing happened in it. */
  from: string;
  to: string;
};

export type Gathered = {
  schema: Schema;
  units: Unit[];
  /** Rows that belong to nobody: how the catalogue and the permissions came to be. */
  ofNobody: Map<Table, Row[]>;
};

const read = (raw: Database.Database, table: Table): Row[] =>
  raw
    .prepare(`select ${table.columns.map((name) => `"${name}"`).join(", ")} from "${table.name}"`)
    .raw()
    .all() as Row[];

/** Sets that grow together (union and find), by the ids of rows. */
function groups() {
  const parents = new Map<string, string>();
  const rootOf = (id: string): string => {
    let at = id;
    for (let up = parents.get(at); up !== undefined && up !== at; up = parents.get(at)) at = up;
    return at;
  };
  return {
    add: (id: string) => void (parents.has(id) || parents.set(id, id)),
    has: (id: string) => parents.has(id),
    join: (one: string, other: string) => void parents.set(rootOf(one), rootOf(other)),
    rootOf,
  };
}

const ID = 0;

/** Reads a told database and sorts its casework into units. */
export function gather(raw: Database.Database): Gathered {
  const schema = schemaOf(raw);
  const all = new Map([...schema.linked, ...schema.loose].map((table) => [table, read(raw, table)]));
  const together = groups();
  for (const table of schema.linked)
    if (table.columns[ID] === "id") for (const row of all.get(table)!) together.add(String(row[ID]));
  for (const table of schema.linked) for (const row of all.get(table)!) joinParents(schema, table, row, together);
  const units = new Map<string, Unit>();
  const ofNobody = new Map<Table, Row[]>();
  for (const [table, rows] of all)
    for (const row of rows) {
      const member = row.find((value) => typeof value === "string" && together.has(value));
      const root = typeof member === "string" ? together.rootOf(member) : undefined;
      keep(root === undefined ? ofNobody : unitAt(units, root).rows, table, row);
    }
  for (const unit of units.values()) date(unit);
  return { schema, units: [...units.values()], ofNobody };
}

function joinParents({ linked }: Schema, table: Table, row: Row, together: ReturnType<typeof groups>) {
  const ids = table.parents
    .filter((parent) => linked.some(({ name }) => name === parent.table))
    .map(({ column }) => row[table.columns.indexOf(column)])
    .filter((id) => typeof id === "string");
  const own = table.columns[ID] === "id" ? [String(row[ID])] : [];
  const [first, ...others] = [...own, ...ids];
  for (const other of others) together.join(other, first!);
}

function unitAt(units: Map<string, Unit>, root: string): Unit {
  const unit = units.get(root) ?? { rows: new Map(), from: "9", to: "" };
  units.set(root, unit);
  return unit;
}

function keep(into: Map<Table, Row[]>, table: Table, row: Row) {
  const rows = into.get(table);
  if (rows) rows.push(row);
  else into.set(table, [row]);
}

/** By its trail: what is written down there has happened. */
function date(unit: Unit) {
  for (const [{ name, columns }, rows] of unit.rows) {
    if (name !== "audit") continue;
    const at = columns.indexOf("at");
    for (const row of rows) {
      const when = String(row[at]);
      if (when < unit.from) unit.from = when;
      if (when > unit.to) unit.to = when;
    }
  }
}

/** How many rows of a table a unit has. */
export const countOf = (unit: Unit, name: string): number => rowsOf(unit, name).length;

export function rowsOf(unit: Unit, name: string): Row[] {
  for (const [table, rows] of unit.rows) if (table.name === name) return rows;
  return [];
}
