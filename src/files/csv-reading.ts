import { readRecord } from "./csv-record.ts";
import { findStart, isBlank } from "./csv-start.ts";
import { asUtf8 } from "./text-encoding.ts";

/** Takes as many rows as it can read by itself from `at` on; tells where it stopped and over how many lines it went. */
export type Lane = (buffer: Uint8Array, at: number, line: number) => { at: number; rows: number };

/** Who takes what is read. Rows come in the order of the file, each with the line on which it begins. */
export type CsvTaker = {
  /** How many of the columns that are looked for stand in a row: by them the separator is known. */
  wanted(cells: readonly string[]): number;
  /** The row of column names, and the byte that stands between cells. False: nothing more can be read. */
  names(cells: string[], line: number, delimiter: number): boolean;
  /** A row with exactly as many cells as there are names. */
  row(cells: string[], line: number): void;
  problem(line: number, text: string): void;
  /** For what reads simple rows quicker than cell by cell; every other row comes back to `row`. */
  lane?: Lane;
};

function withoutBlankEnd(cells: string[], atLeast: number): string[] {
  let width = cells.length;
  while (width > atLeast && cells[width - 1]!.trim() === "") width--;
  return width === cells.length ? cells : cells.slice(0, width);
}

const counted = (cells: number) => `${cells} ${cells === 1 ? "cell" : "cells"}`;

/**
 * Reads a CSV file (RFC 4180; any line ends; separator: see `findStart`) in UTF-8, piece by piece. Blank rows are left out,
 * and blank cells after the last named column. Strict where others guess: an open quote, a row with too few or too many cells
 * and what is no text are told with their line.
 */
export class CsvReader {
  #line = 1;
  #delimiter: number | undefined;
  #width: number | undefined;
  #stopped = false;
  readonly #taker: CsvTaker;

  constructor(taker: CsvTaker) {
    this.#taker = taker;
  }

  /** Nothing more can be read: the names are wrong, or where a row ends can't be known. */
  get stopped(): boolean {
    return this.#stopped;
  }

  /** Reads what is whole in `buffer` up to `end`, and gives where the rest begins. A zero must stand at `buffer[end]`. */
  read(buffer: Uint8Array, end: number, last: boolean): number {
    let at = this.#delimiter === undefined ? this.#begin(buffer, end, last) : 0;
    while (at < end && this.#delimiter !== undefined && !this.#stopped) {
      if (this.#taker.lane && this.#width !== undefined) at = this.#quick(this.#taker.lane, buffer, at);
      if (at === end) break;
      const next = this.#careful(buffer, end, last, at, this.#delimiter);
      if (next === at) break;
      at = next;
    }
    return at;
  }

  #begin(buffer: Uint8Array, end: number, last: boolean): number {
    const start = findStart({ buffer, end, last }, (cells) => this.#taker.wanted(cells));
    if (start.ok) {
      this.#line = start.value.line;
      this.#delimiter = start.value.delimiter;
      return start.value.at;
    }
    if (start.error !== "more") this.#stop(start.error);
    return 0;
  }

  #stop(problem: string): void {
    this.#taker.problem(this.#line, problem);
    this.#stopped = true;
  }

  #quick(lane: Lane, buffer: Uint8Array, at: number): number {
    const read = lane(buffer, at, this.#line);
    this.#line += read.rows;
    return read.at;
  }

  #careful(buffer: Uint8Array, end: number, last: boolean, at: number, delimiter: number): number {
    const record = readRecord({ buffer, end, last, delimiter }, at);
    if (!record.ok) {
      if (record.error !== "more") this.#stop(record.error);
      return at;
    }
    const { cells, next, lines } = record.value;
    if (!isBlank(cells)) this.#take(cells, delimiter);
    this.#line += lines;
    return next;
  }

  #take(cells: string[], delimiter: number): void {
    if (this.#width === undefined) {
      const names = withoutBlankEnd(cells, 0);
      this.#width = names.length;
      this.#stopped = !this.#taker.names(names, this.#line, delimiter);
      return;
    }
    const row = withoutBlankEnd(cells, this.#width);
    if (row.length === this.#width) this.#taker.row(row, this.#line);
    else this.#taker.problem(this.#line, `has ${counted(row.length)}; the row of column names has ${this.#width}`);
  }
}

/** Reads a whole file at once, in UTF-8 or UTF-16. */
export function readCsv(bytes: Uint8Array, taker: CsvTaker): void {
  const text = asUtf8(bytes);
  const buffer = new Uint8Array(text.length + 1);
  buffer.set(text);
  new CsvReader(taker).read(buffer, text.length, true);
}
