import { err, ok, type Result } from "../../domain/result.ts";
import { type CsvTaker, readCsv } from "../../files/csv-reading.ts";
import type { ScorePair } from "../../statistics/scores.ts";
import { quoted } from "../plain-text.ts";
import { scoreFromCell } from "./analyse-score.ts";

const COLUMNS = ["id", "pre", "post"] as const;
type Column = (typeof COLUMNS)[number];

/** The scores of a file, and the columns that it has besides. */
export type Pairs = { records: ScorePair[]; unused: string[] };

type Header = { place: Record<Column, number>; unused: string[] };

const namesOf = (cells: readonly string[]): string[] => cells.map((cell) => cell.trim().toLowerCase());

function headerOf(cells: readonly string[]): Result<Header, string[]> {
  const names = namesOf(cells);
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
  return ok({ place, unused: unused.filter((name) => name !== "") });
}

/** Takes the rows of a file of pairs, and says everything that is wrong into `problems`, each with its line. */
class PairsTaker implements CsvTaker {
  header: Header | undefined;
  readonly records: ScorePair[] = [];
  readonly problems: string[] = [];
  readonly #lineOfId = new Map<string, number>();

  wanted(cells: readonly string[]): number {
    const names = namesOf(cells);
    return COLUMNS.filter((column) => names.includes(column)).length;
  }

  names(cells: string[], line: number): boolean {
    const header = headerOf(cells);
    if (header.ok) this.header = header.value;
    else for (const problem of header.error) this.problem(line, problem);
    return header.ok;
  }

  row(cells: string[], line: number): void {
    const { place } = this.header!;
    this.#checkId(cells[place.id]!.trim(), line);
    this.records.push({
      pre: this.#scoreOf(cells[place.pre]!, "pre", line),
      post: this.#scoreOf(cells[place.post]!, "post", line),
    });
  }

  problem(line: number, text: string): void {
    this.problems.push(`${line}: ${text}`);
  }

  /** One person is one row: an id met before is refused, with the line where it was. */
  #checkId(id: string, line: number): void {
    const first = this.#lineOfId.get(id);
    if (id === "") this.problem(line, "id: is blank");
    else if (first !== undefined) this.problem(line, `id: ${quoted(id)} is also on line ${first}`);
    else this.#lineOfId.set(id, line);
  }

  /** A score, with what is wrong with its cell said. */
  #scoreOf(cell: string, column: "pre" | "post", line: number): number | null {
    const score = scoreFromCell(cell);
    if (score.ok) return score.value;
    this.problem(line, `${column}: ${score.error}`);
    return null;
  }
}

/**
 * Scores before and after from a CSV file with the columns id, pre, post (in any order; others are named, not read).
 * Blank is missing. Everything that is wrong is listed, "14: pre: "abc" is not a number", and then nothing is read.
 */
export function readPairs(file: Uint8Array): Result<Pairs, string[]> {
  const taker = new PairsTaker();
  readCsv(file, taker);
  const { header, records, problems } = taker;
  if (problems.length > 0) return err(problems);
  return header
    ? ok({ records, unused: header.unused })
    : err(["1: the file is empty; the first line names id, pre and post"]);
}
