import { err, ok, type Result } from "../../domain/result.ts";
import { type CsvRow, csvRows } from "../../files/csv-reading.ts";
import type { ScorePair } from "../../statistics/scores.ts";
import { quoted } from "../plain-text.ts";
import { scoreFromCell } from "./analyse-score.ts";

const COLUMNS = ["id", "pre", "post"] as const;
type Column = (typeof COLUMNS)[number];

/** The scores of a file, and the columns that it has besides. */
export type Pairs = { records: ScorePair[]; unused: string[] };

type Header = { place: Record<Column, number>; width: number; unused: string[] };

function headerOf({ cells }: CsvRow): Result<Header, string[]> {
  const names = cells.map((cell) => cell.trim().toLowerCase());
  const problems = COLUMNS.flatMap((column) => {
    const times = names.filter((name) => name === column).length;
    if (times === 1) return [];
    return [
      times === 0
        ? `there is no column "${column}"; the first line names id, pre and post`
        : `the column "${column}" stands ${times} times`,
    ];
  });
  if (problems.length > 0) return err(problems);
  const place = { id: names.indexOf("id"), pre: names.indexOf("pre"), post: names.indexOf("post") };
  const unused = cells.map((cell) => cell.trim()).filter((_, i) => !Object.values(place).includes(i));
  return ok({ place, width: cells.length, unused: unused.filter((name) => name !== "") });
}

/** A score, with what is wrong with its cell said into `problems`. */
function scoreOf(row: CsvRow, column: "pre" | "post", { place }: Header, problems: string[]): number | null {
  const score = scoreFromCell(row.cells[place[column]]!);
  if (score.ok) return score.value;
  problems.push(`${row.line}: ${column}: ${score.error}`);
  return null;
}

/** One person is one row: an id met before is refused, with the line where it was. */
function checkId(row: CsvRow, { place }: Header, lineOfId: Map<string, number>, problems: string[]): void {
  const id = row.cells[place.id]!.trim();
  const first = lineOfId.get(id);
  if (id === "") problems.push(`${row.line}: id: is blank`);
  else if (first !== undefined) problems.push(`${row.line}: id: ${quoted(id)} is also on line ${first}`);
  else lineOfId.set(id, row.line);
}

function hasItsCells({ cells, line }: CsvRow, { width }: Header, problems: string[]): boolean {
  const surplus = cells.slice(width).some((cell) => cell.trim() !== "");
  if (cells.length >= width && !surplus) return true;
  problems.push(`${line}: has ${cells.length} cells; the first line has ${width}`);
  return false;
}

function readRows(rows: readonly CsvRow[], header: Header): Result<ScorePair[], string[]> {
  const problems: string[] = [];
  const lineOfId = new Map<string, number>();
  const records: ScorePair[] = [];
  for (const row of rows) {
    if (!hasItsCells(row, header, problems)) continue;
    checkId(row, header, lineOfId, problems);
    records.push({ pre: scoreOf(row, "pre", header, problems), post: scoreOf(row, "post", header, problems) });
  }
  return problems.length > 0 ? err(problems) : ok(records);
}

/**
 * Scores before and after from a CSV text with the columns id, pre, post (in any order; others are named, not read).
 * Blank is missing. Everything that is wrong is listed, "14: pre: "abc" is not a number", and then nothing is read.
 */
export function readPairs(text: string): Result<Pairs, string[]> {
  const rows = csvRows(text);
  if (!rows.ok) return err([rows.error]);
  const [first, ...rest] = rows.value;
  if (!first) return err(["1: the file is empty; the first line names id, pre and post"]);
  const header = headerOf(first);
  if (!header.ok) return err(header.error.map((problem) => `${first.line}: ${problem}`));
  const records = readRows(rest, header.value);
  return records.ok ? ok({ records: records.value, unused: header.value.unused }) : records;
}
