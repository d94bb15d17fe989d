import { err, ok, type Result } from "../domain/result.ts";

const NUL = 0;
const QUOTE = 34;
const CR = 13;
const LF = 10;
const LONGEST_RECORD = 16 * 1024 * 1024;

/** One row of a CSV file: its cells as text, where the next begins, and on how many lines it stands. */
export type CsvRecord = { cells: string[]; next: number; lines: number };

/** `more` means that the row does not end in this buffer. A string says what is wrong; nothing after can be trusted. */
export type CsvReading = Result<CsvRecord, "more" | string>;

/** Bytes read so far, up to `end`; `last` when no more follow; `delimiter` is the byte between cells. */
export type CsvBytes = { buffer: Uint8Array; end: number; last: boolean; delimiter: number };
type Cell = { bytes: Uint8Array; at: number };

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** One quote for each two. */
function undoubled(bytes: Uint8Array): Uint8Array {
  const kept = new Uint8Array(bytes.length);
  let to = 0;
  for (let at = 0; at < bytes.length; at++) {
    kept[to++] = bytes[at]!;
    if (bytes[at] === QUOTE) at++;
  }
  return kept.subarray(0, to);
}

/** In a quoted cell doubled quotes are one quote, and line ends belong to the cell. */
function quotedCell({ buffer, end, last, delimiter }: CsvBytes, start: number): Result<Cell, "more" | string> {
  let close = buffer.indexOf(QUOTE, start + 1);
  let doubled = false;
  while (close >= 0 && close + 1 < end && buffer[close + 1] === QUOTE) {
    doubled = true;
    close = buffer.indexOf(QUOTE, close + 2);
  }
  if (close < 0 || close >= end) return last ? err("a quoted cell is never closed") : err("more");
  const at = close + 1;
  if (at === end && !last) return err("more");
  const after = at < end ? buffer[at]! : LF;
  if (after !== delimiter && after !== CR && after !== LF) return err("something follows the closing quote of a cell");
  const bytes = buffer.subarray(start + 1, close);
  return ok({ bytes: doubled ? undoubled(bytes) : bytes, at });
}

function openCell({ buffer, end, last, delimiter }: CsvBytes, start: number): Result<Cell, "more" | string> {
  let at = start;
  while (at < end && buffer[at] !== delimiter && buffer[at] !== CR && buffer[at] !== LF) at++;
  return at === end && !last ? err("more") : ok({ bytes: buffer.subarray(start, at), at });
}

/** Over a line end of either kind; undefined when what follows a carriage return is not there yet. */
function overLineEnd({ buffer, end, last }: CsvBytes, at: number): number | undefined {
  if (at >= end) return at;
  if (buffer[at] === LF) return at + 1;
  if (at + 1 === end && !last) return undefined;
  return buffer[at + 1] === LF ? at + 2 : at + 1;
}

const linesIn = (buffer: Uint8Array, from: number, to: number): number => {
  let lines = 0;
  for (let at = from; at < to; at++) {
    if (buffer[at] === LF || (buffer[at] === CR && buffer[at + 1] !== LF)) lines++;
  }
  return lines;
};

const ONE_BYTE = Array.from({ length: 128 }, (_, byte) => String.fromCharCode(byte));

/** The text of a cell; most cells are one digit or nothing, and need no decoder. Throws on what is no UTF-8. */
function cellText(bytes: Uint8Array): string {
  if (bytes.length === 0) return "";
  return (bytes.length === 1 && ONE_BYTE[bytes[0]!]) || utf8.decode(bytes);
}

function decode(cells: readonly Uint8Array[]): Result<string[], string> {
  try {
    return ok(cells.map(cellText));
  } catch {
    return err("is not UTF-8 text. Save the file as UTF-8 (in Excel: CSV UTF-8)");
  }
}

/**
 * Reads one row with care: quotes, doubled quotes, line ends inside a cell, any line ends, UTF-8. Refuses an open
 * quote and a row of more than 16 MB.
 */
export function readRecord(from: CsvBytes, start: number): CsvReading {
  const cells: Uint8Array[] = [];
  for (let at = start; ; at++) {
    const cell = from.buffer[at] === QUOTE && at < from.end ? quotedCell(from, at) : openCell(from, at);
    if (!cell.ok)
      return from.end - start > LONGEST_RECORD ? err("the row is longer than 16 MB: is a quote left open?") : cell;
    cells.push(cell.value.bytes);
    at = cell.value.at;
    if (at < from.end && from.buffer[at] === from.delimiter) continue;
    const next = overLineEnd(from, at);
    if (next === undefined) return err("more");
    if (from.buffer.subarray(start, next).includes(NUL))
      return err("holds a NUL character, so this is not a text file");
    const text = decode(cells);
    return text.ok ? ok({ cells: text.value, next, lines: Math.max(1, linesIn(from.buffer, start, next)) }) : text;
  }
}
