import { BLANK } from "../features/measures/index.ts";
import type { ResponseTable } from "./score-table.ts";

const COMMA = 44;
const QUOTE = 34;
const CR = 13;
const LF = 10;
const NOT_PLAIN = 250;

/** Bytes of an id that need no care: ASCII, no comma, quote, control character. */
const PLAIN_ID = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 32 && byte < 127 && byte !== COMMA && byte !== QUOTE ? 1 : 0,
);

/** By column and byte: the answer of a cell that is one digit or empty. Anything else is not plain. */
export function plainCells(codes: readonly (readonly number[])[]): Uint8Array {
  const table = new Uint8Array(codes.length * 256).fill(NOT_PLAIN);
  codes.forEach((allowed, column) => {
    for (const code of allowed) if (code < 10) table[column * 256 + 48 + code] = code;
    for (const end of [COMMA, CR, LF]) table[column * 256 + end] = BLANK;
  });
  return table;
}

/**
 * Reads as many plain rows as follow each other from `at`: id first (in quotes or not), then one digit or nothing a cell. Stops
 * before the first row that is not plain or not whole (a zero byte must stand at `buffer[end]`).
 * Calls `repeated` for an id that stood on an earlier line.
 */
export function readPlainRows(
  table: ResponseTable,
  cells: Uint8Array,
  from: { buffer: Uint8Array; at: number; line: number },
  repeated: (line: number, earlier: number, start: number, end: number) => void,
): { at: number; rows: number } {
  const { buffer } = from;
  const { columns } = table;
  let at = from.at;
  let rows = 0;
  for (;;) {
    let p = buffer[at] === QUOTE ? at + 1 : at;
    const idStart = p;
    while (PLAIN_ID[buffer[p]!] === 1) p++;
    const idEnd = p;
    if (idEnd === idStart) break;
    if (idStart > at && buffer[p++] !== QUOTE) break;
    const block = table.open();
    const { answers } = block;
    let to = block.rows * columns;
    let column = 0;
    for (; column < columns && buffer[p] === COMMA; column++) {
      const answer = cells[(column << 8) | buffer[p + 1]!]!;
      if (answer === NOT_PLAIN) break;
      answers[to++] = answer;
      p += answer === BLANK ? 1 : 2;
    }
    if (column < columns) break;
    if (buffer[p] === CR) p++;
    if (buffer[p] !== LF) break;
    const earlier = table.addId(buffer, idStart, idEnd, from.line + rows);
    if (earlier !== undefined) repeated(from.line + rows, earlier, idStart, idEnd);
    rows++;
    at = p + 1;
  }
  return { at, rows };
}
