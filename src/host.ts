import { Temporal } from "temporal-polyfill";
import type { Clock } from "./deps.ts";

/** The only clock that reads the machine's time. */
export const systemClock: Clock = {
  // biome-ignore lint/plugin: this is the seam
  now: () => Temporal.Instant.fromEpochMilliseconds(Date.now()),
};

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));
const POOL = new Uint8Array(16 * 128);
let used = POOL.length;

/** Sixteen random bytes, taken from a pool that is filled for many ids at once. */
function randomBytes(): Uint8Array {
  if (used === POOL.length) {
    crypto.getRandomValues(POOL);
    used = 0;
  }
  used += 16;
  return POOL.subarray(used - 16, used);
}

/** A new id: UUIDv7 (RFC 9562), so that ids sort by the time they were made. Not a secret: never use one as a token. */
export function randomId(): string {
  const bytes = randomBytes();
  // biome-ignore lint/plugin: this is the seam
  let milliseconds = Date.now();
  for (let i = 5; i >= 0; i--) {
    bytes[i] = milliseconds % 256;
    milliseconds = Math.floor(milliseconds / 256);
  }
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  let id = "";
  for (let i = 0; i < 16; i++) id += (i === 4 || i === 6 || i === 8 || i === 10 ? "-" : "") + HEX[bytes[i]!];
  return id;
}

/** 256 random bits as text for links and invitations; only its SHA-256 is ever stored (docs/rules/sign-in.md). */
export function randomToken(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}
