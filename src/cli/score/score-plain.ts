import { BLANK } from "../../measures/index.ts";
import { LONGEST_ID } from "./score-row.ts";
import type { ResponseTable } from "./score-table.ts";

const SPACE = 32;
const QUOTE = 34;
const DELETE = 127;
const CR = 13;
const LF = 10;
const NOT_PLAIN = 250;

/** What a plain row looks like: which cell holds the id, and the answer of each byte of each other cell. */
export type PlainRows = { delimiter: number; id: number; width: number; cells: Uint8Array; idBytes: Uint8Array };

/** Where a row's id stands; one object serves all rows. */
type IdSpan = { start: number; end: number };

/** The plain rows of a file: ids without quotes inside, answers of one digit or none, each in quotes or not. */
export function plainRows(shape: { delimiter: number; id: number }, codes: readonly (readonly number[])[]): PlainRows {
  const { delimiter } = shape;
  const cells = new Uint8Array(codes.length * 256).fill(NOT_PLAIN);
  codes.forEach((allowed, cell) => {
    for (const code of allowed) if (code < 10) cells[cell * 256 + 48 + code] = code;
    for (const end of [delimiter, CR, LF]) cells[cell * 256 + end] = BLANK;
  });
  const idBytes = Uint8Array.from({ length: 256 }, (_, byte) =>
    byte >= SPACE && byte !== DELETE && byte !== delimiter && byte !== QUOTE ? 1 : 0,
  );
  return { ...shape, width: codes.length + 1, cells, idBytes };
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

function isUtf8(bytes: Uint8Array): boolean {
  try {
    return utf8.decode(bytes).trim() !== "";
  } catch {
    return false;
  }
}

/** Finds a plain id; gives the place after it, or 0 when it needs care. */
function plainId({ idBytes }: PlainRows, buffer: Uint8Array, start: number, id: IdSpan): number {
  const quote = buffer[start] === QUOTE ? 1 : 0;
  let at = start + quote;
  let bits = 0;
  id.start = at;
  for (; idBytes[buffer[at]!] === 1; at++) bits |= buffer[at]!;
  id.end = at;
  const length = at - id.start;
  if (length === 0 || length > LONGEST_ID || buffer[id.start] === SPACE) return 0;
  if (bits > 127 && !isUtf8(buffer.subarray(id.start, at))) return 0;
  if (quote === 0) return at;
  return buffer[at] === QUOTE ? at + 1 : 0;
}

/** Reads a row's answers to `answers[to ...]` and finds its id; gives the place after its line end, or 0. */
function plainRow(
  plain: PlainRows,
  buffer: Uint8Array,
  start: number,
  answers: Uint8Array,
  to: number,
  id: IdSpan,
): number {
  let at = start;
  let cell = 0;
  for (let column = 0; column < plain.width; column++) {
    if (column > 0 && buffer[at++] !== plain.delimiter) return 0;
    if (column === plain.id) {
      at = plainId(plain, buffer, at, id);
      if (at === 0) return 0;
      continue;
    }
    const quote = buffer[at] === QUOTE ? 1 : 0;
    const byte = buffer[at + quote]!;
    const answer = quote === 1 && byte === QUOTE ? BLANK : plain.cells[(cell << 8) | byte]!;
    if (answer === NOT_PLAIN || (quote === 1 && answer === BLANK && byte !== QUOTE)) return 0;
    at += answer === BLANK ? quote : 1 + quote;
    if (quote === 1 && buffer[at++] !== QUOTE) return 0;
    answers[to + cell++] = answer;
  }
  while (buffer[at] === plain.delimiter) at++;
  if (buffer[at] === CR) at++;
  return buffer[at] === LF ? at + 1 : 0;
}

/** Called for an id that stood on an earlier line, with the place of the id in the buffer. */
type Repeated = (line: number, earlier: number, start: number, end: number) => void;

/**
 * Reads as many plain rows as follow each other from `at`. Stops before the first row that is not plain or not
 * whole (a zero byte must stand after the last one); that one needs care.
 */
export function readPlainRows(
  table: ResponseTable,
  plain: PlainRows,
  { buffer, at: from, line }: { buffer: Uint8Array; at: number; line: number },
  repeated: Repeated,
): { at: number; rows: number } {
  const id: IdSpan = { start: 0, end: 0 };
  let at = from;
  for (let rows = 0; ; rows++) {
    const block = table.open();
    const next = plainRow(plain, buffer, at, block.answers, block.rows * table.columns, id);
    if (next === 0) return { at, rows };
    const earlier = table.addId(buffer, id.start, id.end, line + rows);
    if (earlier !== undefined) repeated(line + rows, earlier, id.start, id.end);
    at = next;
  }
}
