import type { Definition } from "../../measures/index.ts";
import { quoted } from "../plain-text.ts";
import { type Columns, readHeader } from "./score-header.ts";
import { type PlainRows, plainRows, readPlainRows } from "./score-plain.ts";
import { readRecord } from "./score-record.ts";
import { readRow } from "./score-row.ts";
import { ResponseTable } from "./score-table.ts";

/** Called with each problem in the order of the file: "14: i7: ..." with the line in front. */
export type Report = (line: number, problem: string) => void;

const COMMA = 44;
const DELIMITERS = [COMMA, 59, 9];
const encoder = new TextEncoder();
const decoder = new TextDecoder();

const startsWith = (buffer: Uint8Array, mark: readonly number[]) => mark.every((byte, at) => buffer[at] === byte);

/**
 * Reads responses piece by piece: plain rows at full speed, every other row with care. Rows land in `table` once
 * the first row has named the columns; a file with problems is read to its end so that all of them are told.
 */
export class ResponseReader {
  columns: Columns | undefined;
  table: ResponseTable | undefined;
  #plainRows: PlainRows | undefined;
  #line = 1;
  #delimiter = COMMA;
  #stopped = false;
  #began = false;
  readonly #definition: Definition;
  readonly #report: Report;

  constructor(definition: Definition, report: Report) {
    this.#definition = definition;
    this.#report = report;
  }

  /** Nothing more can be read: the first row is wrong, or a row whose end can't be known. */
  get stopped(): boolean {
    return this.#stopped;
  }

  /** Reads what is whole in `buffer` up to `end`, and gives where the rest begins. A zero stands at `buffer[end]`. */
  read(buffer: Uint8Array, end: number, last: boolean): number {
    let at = this.#began ? 0 : this.#begin(buffer, end);
    while (at < end && !this.#stopped) {
      if (this.table && this.#plainRows) at = this.#plain(this.table, this.#plainRows, buffer, at);
      if (at === end) break;
      const next = this.#careful({ buffer, end, last, delimiter: this.#delimiter }, at);
      if (next === at) break;
      at = next;
    }
    return at;
  }

  /** Over a byte order mark; the delimiter is the first of comma, semicolon and tab in the first row. */
  #begin(buffer: Uint8Array, end: number): number {
    this.#began = true;
    if (startsWith(buffer, [0xff, 0xfe]) || startsWith(buffer, [0xfe, 0xff])) {
      this.#stop("is UTF-16 text. Save it as UTF-8 (in Excel: CSV UTF-8)");
      return end;
    }
    const start = startsWith(buffer, [0xef, 0xbb, 0xbf]) ? 3 : 0;
    const firstRow = buffer.subarray(start, Math.min(end, start + 10_000));
    this.#delimiter = DELIMITERS.find((one) => firstRow.includes(one)) ?? COMMA;
    return start;
  }

  #stop(problem: string): void {
    this.#report(this.#line, problem);
    this.#stopped = true;
  }

  #plain(table: ResponseTable, plain: PlainRows, buffer: Uint8Array, at: number): number {
    const read = readPlainRows(table, plain, { buffer, at, line: this.#line }, (line, earlier, start, end) =>
      this.#repeated(line, earlier, decoder.decode(buffer.subarray(start, end))),
    );
    this.#line += read.rows;
    return read.at;
  }

  #repeated(line: number, earlier: number, id: string): void {
    this.#report(line, `id: ${quoted(id)} stands on line ${earlier} already`);
  }

  #careful(from: Parameters<typeof readRecord>[0], at: number): number {
    const record = readRecord(from, at);
    if (!record.ok) {
      if (record.error !== "more") this.#stop(record.error);
      return at;
    }
    const { cells, next, lines } = record.value;
    if (this.columns && this.table) this.#row(this.columns, this.table, cells);
    else if (cells.some((cell) => cell.trim() !== "")) this.#header(cells);
    this.#line += lines;
    return next;
  }

  #header(cells: string[]): void {
    const header = readHeader(this.#definition, cells);
    if (!header.ok) {
      for (const problem of header.error) this.#report(this.#line, problem);
      this.#stopped = true;
      return;
    }
    this.columns = header.value;
    this.table = new ResponseTable(header.value.items.length);
    this.#plainRows = plainRows({ delimiter: this.#delimiter, id: header.value.id }, header.value.codes);
  }

  #row(columns: Columns, table: ResponseTable, cells: readonly string[]): void {
    const row = readRow(columns, cells);
    if (!row) return;
    if ("problems" in row) {
      for (const problem of row.problems) this.#report(this.#line, problem);
      return;
    }
    const block = table.open();
    block.answers.set(row.answers, block.rows * table.columns);
    const id = encoder.encode(row.id);
    const earlier = table.addId(id, 0, id.length, this.#line);
    if (earlier !== undefined) this.#repeated(this.#line, earlier, row.id);
  }
}
