import { CsvReader, type CsvTaker, type Lane } from "../../files/csv-reading.ts";
import type { Definition } from "../../measures/index.ts";
import { quoted } from "../plain-text.ts";
import { type Columns, namesFound, readHeader } from "./score-header.ts";
import { plainRows, readPlainRows } from "./score-plain.ts";
import { readRow } from "./score-row.ts";
import { ResponseTable } from "./score-table.ts";

/** Called with each problem in the order of the file: "14: i7: ..." with the line in front. */
export type Report = (line: number, problem: string) => void;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * Takes the responses of a CSV file: plain rows at full speed, every other row cell by cell. Rows land in `table` once the
 * columns are named; a file with problems is read to its end so that all of them are told.
 */
export class ResponseReader implements CsvTaker {
  columns: Columns | undefined;
  table: ResponseTable | undefined;
  lane: Lane | undefined;
  readonly problem: Report;
  readonly #definition: Definition;
  readonly #csv = new CsvReader(this);

  constructor(definition: Definition, report: Report) {
    this.#definition = definition;
    this.problem = report;
  }

  get stopped(): boolean {
    return this.#csv.stopped;
  }

  /** As `CsvReader.read`. */
  read(buffer: Uint8Array, end: number, last: boolean): number {
    return this.#csv.read(buffer, end, last);
  }

  wanted(cells: readonly string[]): number {
    return namesFound(this.#definition, cells);
  }

  names(cells: string[], line: number, delimiter: number): boolean {
    const header = readHeader(this.#definition, cells);
    if (!header.ok) {
      for (const problem of header.error) this.problem(line, problem);
      return false;
    }
    this.columns = header.value;
    const table = new ResponseTable(header.value.items.length);
    const plain = plainRows({ delimiter, id: header.value.id }, header.value.codes);
    this.table = table;
    this.lane = (buffer, at, from) =>
      readPlainRows(table, plain, { buffer, at, line: from }, (where, earlier, start, end) =>
        this.#repeated(where, earlier, decoder.decode(buffer.subarray(start, end))),
      );
    return true;
  }

  row(cells: string[], line: number): void {
    if (!this.columns || !this.table) return;
    const row = readRow(this.columns, cells);
    if ("problems" in row) {
      for (const problem of row.problems) this.problem(line, problem);
      return;
    }
    const block = this.table.open();
    block.answers.set(row.answers, block.rows * this.table.columns);
    const id = encoder.encode(row.id);
    const earlier = this.table.addId(id, 0, id.length, line);
    if (earlier !== undefined) this.#repeated(line, earlier, row.id);
  }

  #repeated(line: number, earlier: number, id: string): void {
    this.problem(line, `id: ${quoted(id)} stands on line ${earlier} already`);
  }
}
