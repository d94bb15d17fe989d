import { keysOfBlock, type Scorer } from "../../measures/index.ts";
import type { Sink } from "./score-file.ts";
import { csvId, type Lines, type Shape } from "./score-lines.ts";
import { BLOCK_ROWS, idStart, type ResponseTable, type TableBlock } from "./score-table.ts";

const PIECE = 1 << 20;
/** More than the longest row can take: a row is never split between two pieces. */
const ROOM = 1 << 16;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Bytes of an id that no CSV cell needs to quote; and, as first byte, that no spreadsheet takes for a formula. */
const SAFE = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 32 && byte !== 34 && byte !== 44 && byte !== 127 ? 1 : 0,
);
const SAFE_FIRST = Uint8Array.from(SAFE, (safe, byte) =>
  safe === 1 && !"=+-@".includes(String.fromCharCode(byte)) ? 1 : 0,
);

/** Where the bytes of an output cell stand. */
type Span = { bytes: Uint8Array; start: number; end: number };

function csvSpan(block: TableBlock, row: number, into: Span): void {
  const { ids } = block;
  const [start, end] = [idStart(block, row), block.idEnds[row]!];
  let at = SAFE_FIRST[ids[start]!] === 1 ? start : end + 1;
  while (at < end && SAFE[ids[at]!] === 1) at++;
  if (at === end) {
    into.bytes = ids;
    into.start = start;
    into.end = end;
    return;
  }
  into.bytes = encoder.encode(csvId(decoder.decode(ids.subarray(start, end))));
  into.start = 0;
  into.end = into.bytes.length;
}

function jsonSpan(block: TableBlock, row: number, into: Span): void {
  const id = decoder.decode(block.ids.subarray(idStart(block, row), block.idEnds[row]));
  into.bytes = encoder.encode(JSON.stringify(id));
  into.start = 0;
  into.end = into.bytes.length;
}

/** Rendered cells by key, made when first met: a scale has few outcomes however many rows there are. */
type Cells = (Uint8Array | undefined)[];

/** Scores every row of a table and writes it out, through one piece of memory. Memory does not grow with the rows. */
export class ScoreWriter {
  readonly #scorer: Scorer;
  readonly #lines: Lines;
  readonly #shape: Shape;
  readonly #sink: Sink;
  readonly #cells: Cells[];
  readonly #fixed: { before: Uint8Array; between: Uint8Array; after: Uint8Array };
  readonly #out = new Uint8Array(PIECE);
  #at = 0;
  #first = true;

  constructor(scorer: Scorer, lines: Lines, shape: Shape, sink: Sink) {
    this.#scorer = scorer;
    this.#lines = lines;
    this.#shape = shape;
    this.#sink = sink;
    this.#cells = scorer.scales.map(({ keys }) => new Array<Uint8Array | undefined>(keys));
    const [before, between, after] = [lines.before, lines.between, lines.after].map((text) => encoder.encode(text));
    this.#fixed = { before: before!, between: between!, after: after! };
  }

  /** Writes everything, no faster than it is taken. `progress` is told how many rows are done. */
  async write(table: ResponseTable, progress: (rows: number) => void): Promise<void> {
    const keys = this.#scorer.scales.map(() => new Int32Array(BLOCK_ROWS));
    this.#copy(encoder.encode(this.#lines.head));
    let done = 0;
    for (const block of table.blocks) {
      keysOfBlock(this.#scorer, { answers: block.answers, rows: block.rows, columns: table.columns }, keys);
      if (this.#shape.layout === "long") this.#long(block, keys);
      else this.#wide(block, keys);
      done += block.rows;
      progress(done);
      await this.#sink.taken();
    }
    this.#copy(encoder.encode(this.#lines.tail));
    this.#flush();
  }

  #long(block: TableBlock, keys: readonly Int32Array[]): void {
    const id: Span = { bytes: block.ids, start: 0, end: 0 };
    const spanOf = this.#shape.format === "csv" ? csvSpan : jsonSpan;
    for (let row = 0; row < block.rows; row++) {
      spanOf(block, row, id);
      for (let scale = 0; scale < keys.length; scale++) {
        this.#open(id);
        this.#copy(this.#cell(scale, keys[scale]![row]!));
      }
    }
  }

  #wide(block: TableBlock, keys: readonly Int32Array[]): void {
    const id: Span = { bytes: block.ids, start: 0, end: 0 };
    const spanOf = this.#shape.format === "csv" ? csvSpan : jsonSpan;
    for (let row = 0; row < block.rows; row++) {
      spanOf(block, row, id);
      this.#open(id);
      for (let scale = 0; scale < keys.length; scale++) this.#copy(this.#cell(scale, keys[scale]![row]!));
      this.#copy(this.#fixed.after);
    }
  }

  #open({ bytes, start, end }: Span): void {
    if (this.#at > PIECE - ROOM) this.#flush();
    if (!this.#first) this.#copy(this.#fixed.between);
    this.#first = false;
    this.#copy(this.#fixed.before);
    const out = this.#out;
    let at = this.#at;
    for (let i = start; i < end; i++) out[at++] = bytes[i]!;
    this.#at = at;
  }

  #cell(scale: number, key: number): Uint8Array {
    const cells = this.#cells[scale]!;
    const known = cells[key];
    if (known) return known;
    const made = encoder.encode(this.#lines.cell(scale, this.#scorer.scales[scale]!.outcome(key)));
    cells[key] = made;
    return made;
  }

  #copy(bytes: Uint8Array): void {
    const out = this.#out;
    let at = this.#at;
    for (let i = 0; i < bytes.length; i++) out[at++] = bytes[i]!;
    this.#at = at;
  }

  #flush(): void {
    this.#sink.write(this.#out.subarray(0, this.#at));
    this.#at = 0;
  }
}
