import {
  closeSync,
  fstatSync,
  openSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { utf8Pieces } from "../../files/text-encoding.ts";

/** Where the bytes of an output go. `taken` waits for a slow reader. */
export type Sink = { write(bytes: Uint8Array): void; taken(): Promise<void>; finish(): void; abandon(): void };

const isOrdinary = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() ?? true;

/** Whether two paths name one file. */
export function isSameFile(a: string, b: string): boolean {
  const [one, other] = [a, b].map((path) => statSync(path, { throwIfNoEntry: false }));
  return one !== undefined && other !== undefined && one.ino === other.ino && one.dev === other.dev;
}

function writeAll(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at, bytes.length - at);
}

/**
 * A file that appears whole or not at all: written beside its place and moved there at the end. What is no
 * ordinary file (a device, a pipe) is written directly. Throws what the file system says.
 */
export function openWhole(path: string): Sink {
  const target = statSync(path, { throwIfNoEntry: false }) ? realpathSync(path) : path;
  const direct = !isOrdinary(target);
  const part = direct ? target : `${target}.${process.pid}.part`;
  const file = openSync(part, direct ? "w" : "wx");
  return {
    write: (bytes) => writeAll(file, bytes),
    taken: async () => {},
    finish() {
      closeSync(file);
      if (!direct) renameSync(part, target);
    },
    abandon() {
      closeSync(file);
      if (!direct) rmSync(part, { force: true });
    },
  };
}

/** Gives each piece of a file to `take`, which says where its unread rest begins. Stops when `take` says so. */
export type Take = (buffer: Uint8Array, end: number, last: boolean) => number | "stop";

const PIECE = 1 << 20;

/** The buffer, or a larger copy, with room for so many bytes and a zero after what it holds. */
const roomier = (buffer: Uint8Array, held: number, more: number): Uint8Array => {
  if (held + more < buffer.length) return buffer;
  const larger = new Uint8Array((held + more) * 2);
  larger.set(buffer.subarray(0, held));
  return larger;
};

/**
 * Reads a text file in pieces of 1 MB, in UTF-8 whatever it is in; a zero byte always stands after the last one read.
 * `between` is told how far it is, and may make it wait. Throws what the system says.
 */
export async function readPieces(
  path: string,
  take: Take,
  between: (bytes: number, of: number) => void | Promise<void>,
): Promise<void> {
  const file = openSync(path, "r");
  try {
    const { size } = fstatSync(file);
    const piece = new Uint8Array(PIECE);
    const toUtf8 = utf8Pieces();
    let buffer: Uint8Array = new Uint8Array(PIECE * 2 + 1);
    let held = 0;
    let total = 0;
    for (let last = false; !last; ) {
      const read = readSync(file, piece, 0, PIECE, null);
      last = read === 0;
      const bytes = toUtf8(piece.subarray(0, read), last);
      buffer = roomier(buffer, held, bytes.length);
      buffer.set(bytes, held);
      const end = held + bytes.length;
      buffer[end] = 0;
      const rest = take(buffer, end, last);
      if (rest === "stop") return;
      buffer.copyWithin(0, rest, end);
      held = end - rest;
      total += read;
      await between(total, size);
    }
  } finally {
    closeSync(file);
  }
}
