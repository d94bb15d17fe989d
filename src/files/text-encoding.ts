import { err, ok, type Result } from "../domain/result.ts";

export type Encoding = "utf-8" | "utf-16le" | "utf-16be";

/** So many bytes at the start of a file tell its encoding. */
const START = 256;
const UTF8_MARK = [0xef, 0xbb, 0xbf] as const;
const MARKS = { "utf-16le": [0xff, 0xfe], "utf-16be": [0xfe, 0xff] } as const;
const NO_TEXT = 0xff;
const BROKEN = "\ufffd";

const startsWith = (bytes: Uint8Array, mark: readonly number[]) => mark.every((byte, at) => bytes[at] === byte);

/** How many of every second byte, from `first` on, are zero: in UTF-16 the upper halves of plain letters, digits and separators. */
function zerosFrom(bytes: Uint8Array, first: 0 | 1): number {
  let zeros = 0;
  for (let at = first; at < bytes.length; at += 2) if (bytes[at] === 0) zeros++;
  return zeros;
}

/**
 * The encoding of a text by its first bytes: UTF-16 by its mark, or without one by zero bytes in every second place (a quarter
 * of them at least, and few in the others). All else is taken for UTF-8.
 */
export function encodingOf(bytes: Uint8Array): Encoding {
  if (startsWith(bytes, MARKS["utf-16le"])) return "utf-16le";
  if (startsWith(bytes, MARKS["utf-16be"])) return "utf-16be";
  const start = bytes.subarray(0, START);
  const [even, odd] = [zerosFrom(start, 0), zerosFrom(start, 1)];
  const enough = Math.max(1, start.length / 8);
  if (odd >= enough && odd > 3 * even) return "utf-16le";
  return even >= enough && even > 3 * odd ? "utf-16be" : "utf-8";
}

/** UTF-8 of a text; where the text is broken stands a byte that is no UTF-8, so that whoever reads on refuses it in its place. */
function encoded(text: string): Uint8Array {
  const encoder = new TextEncoder();
  if (!text.includes(BROKEN)) return encoder.encode(text);
  const parts = text.split(BROKEN).flatMap((part) => [...encoder.encode(part), NO_TEXT]);
  return Uint8Array.from(parts.slice(0, -1));
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

/**
 * Turns the bytes of a text, piece by piece, into UTF-8 without a byte order mark. UTF-16 is decoded, with a mark or
 * without; UTF-8 is passed on as it is and not checked.
 */
export function utf8Pieces(): (piece: Uint8Array, last: boolean) => Uint8Array {
  let held: Uint8Array | undefined = new Uint8Array(0);
  let decoder: TextDecoder | undefined;
  return (piece, last) => {
    let bytes = piece;
    if (held) {
      bytes = joined(held, piece);
      held = bytes.length < START && !last ? bytes : undefined;
      if (held) return new Uint8Array(0);
      const encoding = encodingOf(bytes);
      if (encoding !== "utf-8") decoder = new TextDecoder(encoding);
      else if (startsWith(bytes, UTF8_MARK)) bytes = bytes.subarray(UTF8_MARK.length);
    }
    return decoder ? encoded(decoder.decode(bytes, { stream: !last })) : bytes;
  };
}

/** The bytes of a whole text as UTF-8: see `utf8Pieces`. */
export const asUtf8 = (bytes: Uint8Array): Uint8Array => utf8Pieces()(bytes, true);

/** The text of a file in UTF-8 or UTF-16; refused with the reason where it is neither. A byte order mark is dropped. */
export function textOf(bytes: Uint8Array): Result<string, string> {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(asUtf8(bytes));
    return text.includes("\0") ? err("holds NUL characters, so it is not a text file") : ok(text);
  } catch {
    return err("is not UTF-8 text. Save it as UTF-8 (in Excel: CSV UTF-8)");
  }
}
