import type Database from "better-sqlite3";
import type { Schema } from "./growing.ts";
import { type Select, selectsOf } from "./selects.ts";

type Line = { id: number; parent: number; detail: string };

/** One loop of a plan over a growing table. */
type Loop = { line: Line; alias: string; table: string; isBroad: boolean; isScan: boolean };

const LOOP = /^(SCAN|SEARCH) (\S+)(.*)$/;
const INDEX = /USING (?:AUTOMATIC (?:PARTIAL )?)?(?:COVERING )?INDEX (\w+)/;
const TERMS = /\(([^)]*)\)/;

/** "organisation_id=? AND at>?": the columns that are held equal. */
const equals = (rest: string): string[] =>
  (TERMS.exec(rest)?.[1] ?? "").split(" AND ").flatMap((term) => /^(\w+)=\?$/.exec(term.trim())?.[1] ?? []);

/** Is this column asked to be empty? A plan writes that as it writes an equality, and it belongs to no one record. */
const isEmptied = (sql: string, alias: string, column: string): boolean =>
  new RegExp(`(?<!\\+)(?<!\\+")\\b${alias}"?\\."?${column}"? is null`, "i").test(sql);

type Searched = { table: string; alias: string; rest: string; sql: string };

/** Does this search find what belongs to one record, however old the installation is? */
function isNarrow(schema: Schema, { table, alias, rest, sql }: Searched): boolean {
  if (rest.includes("AUTOMATIC")) return false;
  if (/\(rowid=\?\)/.test(rest)) return true;
  const isLeft = rest.includes("LEFT-JOIN");
  const columns = equals(rest).filter((column) => isLeft || !isEmptied(sql, alias, column));
  const key = schema.uniqueKeys.get(INDEX.exec(rest)?.[1] ?? table);
  return (
    (key?.length === columns.length && key.every((column) => columns.includes(column))) ||
    columns.some((column) => schema.narrowing.has(`${table}.${column}`))
  );
}

function loopsOf(
  schema: Schema,
  sql: string,
  lines: readonly Line[],
  tableOf: (alias: string) => string | undefined,
): Loop[] {
  return lines.flatMap((line) => {
    const [, how, alias, rest = ""] = LOOP.exec(line.detail) ?? [];
    if (!how || !alias || rest.includes("VIRTUAL TABLE")) return [];
    const table = schema.tableOfIndex.get(INDEX.exec(rest)?.[1] ?? "") ?? tableOf(alias);
    if (!table || !schema.growing.has(table)) return [];
    const isScan = how === "SCAN";
    return [{ line, alias, table, isScan, isBroad: isScan || !isNarrow(schema, { table, alias, rest, sql }) }];
  });
}

/** A select stops when it has a limit or asks whether there is any, or when the one that reads from it does. */
const stops = (select: Select): boolean =>
  select.hasLimit || select.isExists || (select.within !== null && stops(select.within));

const SORTS = /^USE TEMP B-TREE FOR (?:ORDER BY|GROUP BY|DISTINCT|count\(DISTINCT\))$/;

/** What is wrong with how a statement is answered: nothing, or a line for each loop or sort that grows with the years. */
export function complaintsAbout(raw: Database.Database, schema: Schema, sql: string): string[] {
  const selects = selectsOf(sql);
  const usedViews = [...schema.views].filter(([name]) => selects.some(({ from }) => [...from.values()].includes(name)));
  const inViews = usedViews.flatMap(([, text]) => selectsOf(text.slice(text.search(/\bas\b/i) + 2)));
  const tableOf = (alias: string) =>
    [...selects, ...inViews].map(({ from }) => from.get(alias)).find((table) => table && schema.tables.has(table));
  const lines = raw.prepare(`explain query plan ${sql}`).all(...Array.from(sql.matchAll(/\?/g), () => null)) as Line[];
  const loops = loopsOf(schema, sql, lines, tableOf).filter(({ isBroad }) => isBroad);
  const scans = loops.filter(({ isScan }) => isScan).map(({ line }) => line.detail);
  const endless = loops
    .filter(({ alias, isScan }) => !isScan && !selects.filter(({ from }) => from.has(alias)).every(stops))
    .map(({ line }) => `no limit on ${line.detail}`);
  const sorts = lines
    .filter(
      ({ id, parent, detail }) =>
        SORTS.test(detail) && loops.some(({ line }) => line.parent === parent && line.id < id),
    )
    .map(
      ({ detail, parent, id }) =>
        `${detail}, over ${loops.find(({ line }) => line.parent === parent && line.id < id)?.line.detail}`,
    );
  return [...new Set([...scans, ...endless, ...sorts])];
}
