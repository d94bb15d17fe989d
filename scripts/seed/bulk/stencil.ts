import type { Table } from "./tables.ts";
import { dayNumber, SHAPE_NAMES, shapedToken, type Token, tokenPattern } from "./tokens.ts";
import { type Row, rowsOf, type Unit, type Value } from "./units.ts";

/** Where a token stands: a cell is one, or has some between its words. */
export type Filled = { column: number; token: number } | { column: number; parts: readonly (string | number)[] };
export type StencilRow = { values: Value[]; filled: readonly Filled[] };

/** A unit as a form to be filled in: what is the same in each copy, and where each copy has something of its own. */
export type Stencil = {
  unit: Unit;
  tokens: Token[];
  rows: { table: Table; rows: StencilRow[] }[];
};

type Named = { kind: "given" | "family"; text: string; sex: string; ethnicity: string };

const columnsOf = (unit: Unit, name: string) => {
  for (const table of unit.rows.keys())
    if (table.name === name) return (row: Row, column: string) => row[table.columns.indexOf(column)] ?? null;
  return () => null;
};

/** The names of the people of a unit, each with what a name of the same kind is found by. */
function namesOf(unit: Unit): Map<string, Named> {
  const value = columnsOf(unit, "person");
  const names = new Map<string, Named>();
  for (const row of rowsOf(unit, "person")) {
    const about = { sex: String(value(row, "sex")), ethnicity: String(value(row, "ethnicity")) };
    for (const [kind, column] of [
      ["family", "family_name"],
      ["given", "given_name"],
    ] as const) {
      const text = value(row, column);
      if (typeof text === "string" && text !== "") names.set(text, { kind, text, ...about });
    }
  }
  return names;
}

/** The name of the child that an enrolment is about, by the enrolment's referral. */
function childOfReferral(unit: Unit): Map<string, string> {
  const [person, referral] = [columnsOf(unit, "person"), columnsOf(unit, "referral")];
  const names = new Map(rowsOf(unit, "person").map((row) => [person(row, "id"), String(person(row, "given_name"))]));
  return new Map(
    rowsOf(unit, "referral").map((row) => [String(referral(row, "id")), names.get(referral(row, "child_id")) ?? ""]),
  );
}

/** The day on which each run begins: a run is called by its month. */
function firstDays(unit: Unit): Map<string, string> {
  const value = columnsOf(unit, "session");
  const days = new Map<string, string>();
  for (const row of rowsOf(unit, "session")) {
    const [run, day] = [String(value(row, "run_id")), String(value(row, "local_day"))];
    if (day < (days.get(run) ?? "9")) days.set(run, day);
  }
  return days;
}

/** Makes the stencil of a unit. `words` are what the cast of a copy says in its own way: people at work, organisations, programmes. */
export function stencilOf(unit: Unit, words: ReadonlySet<string>): Stencil {
  const names = namesOf(unit);
  const tokens: Token[] = [];
  const known = new Map<string, number>();
  const pattern = tokenPattern(
    [...words].filter((word) => !/^[0-9a-f]{8}-/.test(word)),
    names.keys(),
  );
  const add = (key: string, token: Token): number => {
    const there = known.get(key);
    if (there !== undefined) return there;
    known.set(key, tokens.push(token) - 1);
    return tokens.length - 1;
  };
  const tokenOf = (match: RegExpExecArray): number => {
    const [text] = match;
    const found = match.groups!;
    if (found.word !== undefined || words.has(text)) return add(text, { kind: "word", text });
    if (found.name !== undefined) return add(text, names.get(text)!);
    return add(text, shapedToken(SHAPE_NAMES.find((name) => found[name] !== undefined)!, text));
  };
  const parts = new Map<string, Cell>();
  const cell = (text: string): Cell => {
    const known = parts.get(text);
    if (known !== undefined) return known;
    const made = cellOf(text, pattern, tokenOf);
    parts.set(text, made);
    return made;
  };
  const special = specialCells(unit, names, add);
  const rows = [...unit.rows]
    .filter(([{ name }]) => name !== "name_key")
    .map(([table, told]) => ({
      table,
      rows: told.map((row) => stencilRow(row, (at) => special(table, row, at) ?? cell(String(row[at])))),
    }));
  return { unit, tokens, rows };
}

type Cell = null | number | readonly (string | number)[];

function cellOf(text: string, pattern: RegExp, tokenOf: (match: RegExpExecArray) => number): Cell {
  const parts: (string | number)[] = [];
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > from) parts.push(text.slice(from, match.index));
    parts.push(tokenOf(match));
    from = match.index + match[0].length;
  }
  if (parts.length === 0) return null;
  if (from < text.length) parts.push(text.slice(from));
  return parts.length === 1 ? (parts[0] as number) : parts;
}

function stencilRow(row: Row, cell: (at: number) => Cell): StencilRow {
  const filled: Filled[] = [];
  for (const [column, value] of row.entries()) {
    if (typeof value !== "string") continue;
    const made = cell(column);
    if (typeof made === "number") filled.push({ column, token: made });
    else if (made !== null) filled.push({ column, parts: made });
  }
  return { values: [...row], filled };
}

/** Cells that say something of another row in a way that their text does not show. */
function specialCells(unit: Unit, names: Map<string, Named>, add: (key: string, token: Token) => number) {
  const [children, begins] = [childOfReferral(unit), firstDays(unit)];
  return (table: Table, row: Row, at: number): Cell => {
    const name = `${table.name}.${table.columns[at]}`;
    const value = (column: string) => String(row[table.columns.indexOf(column)]);
    if (name === "enrolment.child_initial") {
      const child = names.get(children.get(value("referral_id")) ?? "");
      return child ? add(`initial ${child.text}`, { kind: "initial", of: add(child.text, child) }) : null;
    }
    if (name !== "run.name") return null;
    const day = begins.get(value("id"));
    const [, what = "", month] = /^(.*?)(\w+ \d{4})$/.exec(value("name")) ?? [];
    if (day === undefined || month === undefined) return null;
    const [brand = "", ...rest] = what.split(/(?<=^(?:Larkfield|Steady Ground|At home))/);
    return [
      brand === "At home" ? brand : add(brand, { kind: "word", text: brand }),
      rest.join(""),
      add(`month ${day}`, { kind: "month", day: dayNumber(day) }),
    ];
  };
}
