import { Temporal } from "temporal-polyfill";
import type { Clock } from "../../src/deps.ts";

export const NOW = "2026-03-02T09:00:00Z";

/** How the clock of a test reaches a Worker in another process. */
export const CLOCK_HEADER = "x-tests-clock";

export type TestClock = Clock & { set(instant: string): void };

/** A clock that stands still until told. */
export function fixedClock(at = NOW): TestClock {
  let now = Temporal.Instant.from(at);
  return {
    now: () => now,
    set: (instant) => {
      now = Temporal.Instant.from(instant);
    },
  };
}

/** Ids that count up, shaped as ours are; `family` keeps two counters apart. */
export function countingIds(family = 0): () => string {
  let count = 0;
  return () => `00000000-0000-7000-${(0x8000 + family).toString(16)}-${String(++count).padStart(12, "0")}`;
}
