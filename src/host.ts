import { Temporal } from "temporal-polyfill";
import type { Clock } from "./deps.ts";

/** The only clock that reads the machine's time. */
export const systemClock: Clock = {
  // biome-ignore lint/plugin: this is the seam
  now: () => Temporal.Instant.fromEpochMilliseconds(Date.now()),
};

/** A new id: UUIDv7 (RFC 9562), so that ids sort by the time they were made. Not a secret: never use one as a token. */
export function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  // biome-ignore lint/plugin: this is the seam
  let milliseconds = Date.now();
  for (let i = 5; i >= 0; i--) {
    bytes[i] = milliseconds % 256;
    milliseconds = Math.floor(milliseconds / 256);
  }
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** 256 random bits as text for links and invitations; only its SHA-256 is ever stored (domain.md 6.2). */
export function randomToken(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}
