import { transcode } from "node:buffer";

/** Holds one page on its way; taken once, since a new one for each page would keep the garbage collector busy. */
const wide = Buffer.allocUnsafeSlow(1024 * 1024);

/**
 * A page's text as the UTF-8 that is sent. By way of UTF-16, as a text with any typographer's mark is kept in memory:
 * `transcode` takes many characters at once, while a response that is handed the text goes through it twice, one
 * character at a time, to count its bytes and to write them. Half of a surrogate pair becomes U+FFFD, as everywhere.
 */
export function encode(text: string): Uint8Array<ArrayBuffer> {
  if (2 * text.length > wide.length) return Buffer.from(text);
  try {
    return transcode(wide.subarray(0, wide.write(text, "utf16le")), "utf16le", "utf8");
  } catch {
    // It refuses what is not well formed. Asking first would take as long as all the rest.
    return Buffer.from(text);
  }
}
