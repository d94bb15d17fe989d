import { err, ok, type Result } from "../domain/result.ts";

/** One row, with the line of the file on which it begins. */
export type CsvRow = { line: number; cells: string[] };

const QUOTE = '"';
const DELIMITERS = [",", ";", "\t"] as const;

/** The text of a file; refused with the reason where it is no UTF-8 text. A byte order mark is dropped. */
export function textOf(bytes: Uint8Array): Result<string, string> {
  const [first, second] = bytes;
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  if (isUtf16) return err("is UTF-16 text. Save it as UTF-8 (in Excel: CSV UTF-8)");
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return text.includes("\0") ? err("holds NUL characters, so it is not a text file") : ok(text);
  } catch {
    return err("is not UTF-8 text. Save it as UTF-8 (in Excel: CSV UTF-8)");
  }
}

/** The delimiter of the first line: a comma, or the semicolon or tab that spreadsheets of other countries write. */
function delimiterOf(text: string): string {
  const firstLine = /^[^\r\n]*/.exec(text.trimStart())?.[0] ?? "";
  return DELIMITERS.find((delimiter) => firstLine.includes(delimiter)) ?? ",";
}

type Cursor = { text: string; at: number; line: number; delimiter: string };

const lineBreaksIn = (text: string) => text.match(/\r\n|\r|\n/g)?.length ?? 0;

/** A cell in quotes: doubled quotes are quotes, line breaks stay. */
function quotedCell(cursor: Cursor): Result<string, string> {
  const from = cursor.at + 1;
  let close = cursor.text.indexOf(QUOTE, from);
  while (close >= 0 && cursor.text[close + 1] === QUOTE) close = cursor.text.indexOf(QUOTE, close + 2);
  if (close < 0) return err(`${cursor.line}: a quoted cell is never closed`);
  const inner = cursor.text.slice(from, close);
  cursor.at = close + 1;
  if (!endsCell(cursor)) return err(`${cursor.line}: something follows the closing quote of a cell`);
  cursor.line += lineBreaksIn(inner);
  return ok(inner.replaceAll('""', QUOTE));
}

const isBreak = (character: string | undefined) => character === "\n" || character === "\r";

function endsCell({ text, at, delimiter }: Cursor): boolean {
  return at >= text.length || text[at] === delimiter || isBreak(text[at]);
}

function plainCell(cursor: Cursor): string {
  const from = cursor.at;
  while (!endsCell(cursor)) cursor.at++;
  return cursor.text.slice(from, cursor.at);
}

/** Reads up to and over the next line break. */
function nextRow(cursor: Cursor): Result<CsvRow, string> {
  const row: CsvRow = { line: cursor.line, cells: [] };
  for (;;) {
    const cell = cursor.text[cursor.at] === QUOTE ? quotedCell(cursor) : ok(plainCell(cursor));
    if (!cell.ok) return cell;
    row.cells.push(cell.value);
    if (cursor.text[cursor.at] !== cursor.delimiter) break;
    cursor.at++;
  }
  cursor.at += cursor.text.startsWith("\r\n", cursor.at) ? 2 : 1;
  cursor.line++;
  return ok(row);
}

const isBlank = ({ cells }: CsvRow) => cells.every((cell) => cell.trim() === "");

/**
 * Rows of a CSV text (RFC 4180; comma, semicolon or tab; any line breaks), blank ones left out, each with its line.
 * Strict where fast readers guess: an open quote is refused with its line ("14: ..."), and rows keep the cells they
 * have, however many.
 */
export function csvRows(text: string): Result<CsvRow[], string> {
  const cursor: Cursor = { text, at: 0, line: 1, delimiter: delimiterOf(text) };
  const rows: CsvRow[] = [];
  while (cursor.at < text.length) {
    const row = nextRow(cursor);
    if (!row.ok) return row;
    if (!isBlank(row.value)) rows.push(row.value);
  }
  return ok(rows);
}
