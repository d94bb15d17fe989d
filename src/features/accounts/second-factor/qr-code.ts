import { encode } from "uqr";

/** So many light modules around a code let an app find it (ISO/IEC 18004). */
const QUIET = 4;

/** A code to be drawn: the length of its sides in modules, and its dark modules as one path. */
export type QrCode = { size: number; path: string };

/**
 * A text as a QR code. It is drawn here, in the page that shows it: a secret is handed to nobody to be turned into a picture.
 * Middle error correction, since it is read from a screen.
 */
export function qrCode(text: string): QrCode {
  const { size, data } = encode(text, { ecc: "M", border: QUIET });
  const runs = data.flatMap((row, y) =>
    [
      ...row
        .map((dark) => (dark ? "1" : "0"))
        .join("")
        .matchAll(/1+/g),
    ].map(({ index, 0: { length } }) => `M${index},${y}h${length}v1h-${length}z`),
  );
  return { size, path: runs.join("") };
}
