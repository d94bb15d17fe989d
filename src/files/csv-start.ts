import { err, ok, type Result } from "../domain/result.ts";
import { type CsvBytes, type CsvRecord, readRecord } from "./csv-record.ts";

/** Where the row of column names begins, on which line, and the byte between its cells. */
export type CsvStart = { at: number; line: number; delimiter: number };

type Wanted = (cells: readonly string[]) => number;

const CR = 13;
const LF = 10;
const bytesOf = (characters: string): number[] => Array.from(characters, (character) => character.charCodeAt(0));
/** In this order where two of them give the same columns. */
const DELIMITERS = bytesOf(",;\t|");
const BLANKS = bytesOf(" ,;\t|");
const NAMED = /^"?sep=([,;\t|])"?[,;\t| ]*$/i;
const MISNAMED = /^"?sep=.?"? *$/i;

export const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === "");

type Bytes = Omit<CsvBytes, "delimiter">;

/** Where a line stops and the next begins; undefined where its end is not there yet. */
function lineEnd({ buffer, end, last }: Bytes, from: number): { stop: number; next: number } | undefined {
  let stop = from;
  while (stop < end && buffer[stop] !== LF && buffer[stop] !== CR) stop++;
  if (stop === end) return last ? { stop, next: end } : undefined;
  if (buffer[stop] === CR && stop + 1 === end && !last) return undefined;
  return { stop, next: buffer[stop] === CR && buffer[stop + 1] === LF ? stop + 2 : stop + 1 };
}

/** What a first line "sep=;" says, as Excel reads and writes it; undefined for any other line. */
function namedDelimiter(line: Uint8Array): Result<number | undefined, string> {
  const text = new TextDecoder().decode(line.subarray(0, 200));
  const named = NAMED.exec(text)?.[1];
  if (named !== undefined) return ok(named.charCodeAt(0));
  return MISNAMED.test(text) ? err("sep= must name a comma, a semicolon, a tab or a bar (|)") : ok(undefined);
}

/** The reading that gives the most of the columns that are looked for; then the most cells. */
function best(readings: readonly { delimiter: number; record: CsvRecord }[], wanted: Wanted) {
  const ranked = readings.map((one) => ({ ...one, found: wanted(one.record.cells), cells: one.record.cells.length }));
  return ranked.sort((a, b) => b.found - a.found || b.cells - a.cells)[0];
}

/** The row of column names under the separator that gives its columns; blank rows before it are passed over. */
function firstNames(from: Bytes, start: CsvStart, delimiters: readonly number[], wanted: Wanted) {
  let { at, line } = start;
  while (at < from.end) {
    const readings: { delimiter: number; record: CsvRecord }[] = [];
    for (const delimiter of delimiters) {
      const record = readRecord({ ...from, delimiter }, at);
      if (record.ok) readings.push({ delimiter, record: record.value });
      else if (record.error === "more") return err("more");
    }
    const found = best(readings, wanted);
    if (!found || !isBlank(found.record.cells)) return ok({ at, line, delimiter: found?.delimiter ?? delimiters[0]! });
    at = found.record.next;
    line += found.record.lines;
  }
  return from.last ? ok({ at, line, delimiter: delimiters[0]! }) : err("more");
}

const isBlankLine = (line: Uint8Array): boolean => line.every((byte) => BLANKS.includes(byte));

/**
 * Finds the row of column names, and by it the separator: a first line "sep=;" names it, else it is the one of comma,
 * semicolon, tab and bar that, outside quotes, gives the most of the columns that are looked for, or failing that the most
 * cells. "more" means that the row does not end in this buffer; another text says what is wrong.
 */
export function findStart(from: Bytes, wanted: Wanted): Result<CsvStart, "more" | string> {
  const start: CsvStart = { at: 0, line: 1, delimiter: DELIMITERS[0]! };
  let delimiters = DELIMITERS;
  for (;;) {
    const line = lineEnd(from, start.at);
    if (!line) return firstNames(from, start, delimiters, wanted);
    const text = from.buffer.subarray(start.at, line.stop);
    const named = start.line === 1 ? namedDelimiter(text) : ok(undefined);
    if (!named.ok) return named;
    if (named.value !== undefined) delimiters = [named.value];
    else if (!isBlankLine(text)) return firstNames(from, start, delimiters, wanted);
    if (line.next === from.end && !from.last) return err("more");
    start.at = line.next;
    start.line++;
    if (start.at === from.end) return ok({ ...start, delimiter: delimiters[0]! });
  }
}
