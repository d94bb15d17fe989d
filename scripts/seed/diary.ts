import { Temporal } from "temporal-polyfill";
import type { Clock } from "../../src/deps.ts";
import { type Day, startsAt } from "../../src/domain/calendar.ts";

export type MovableClock = Clock & { set: (instant: Temporal.Instant) => void };

/** A clock that the seed moves through the months that it tells. */
export function movableClock(at: Temporal.Instant): MovableClock {
  let now = at;
  return {
    now: () => now,
    set: (instant) => {
      now = instant;
    },
  };
}

export type Story = () => Promise<void>;

/** Many stories told at once, in the order in which things happened. */
export type Diary = {
  /** Waits for a moment of the told past. What would be after its end never happens. */
  until: (day: Day, time?: string) => Promise<void>;
  /** Begins a story at this moment. */
  tell: (story: Story) => void;
  /** Tells everything up to the end. Throws what a story threw. `says` hears of each moment before it is told. */
  run: (says?: (at: Temporal.Instant) => void) => Promise<void>;
};

type Waiting = { at: number; resume: () => void };

/**
 * One story moves at a time: the one whose moment is earliest, up to its next `until`. Ids, references and rows are
 * therefore made in the order of the told time, and in the same order each time.
 */
export function diary(clock: MovableClock, end: Temporal.Instant): Diary {
  const waiting: Waiting[] = [];
  let [busy, failure, idle]: [number, unknown, () => void] = [0, undefined, () => {}];
  const rest = () => {
    busy -= 1;
    if (busy === 0) idle();
  };
  const wait = (at: number, resume: () => void) => {
    const from = waiting.findLastIndex((other) => other.at <= at) + 1;
    waiting.splice(from, 0, { at, resume });
  };
  const now = () => clock.now().epochMilliseconds;
  return {
    until: (day, time = "10:00") =>
      new Promise((resume) => {
        wait(Math.max(now(), startsAt(day, time).epochMilliseconds), resume);
        rest();
      }),
    tell: (story) =>
      wait(now(), () => {
        story()
          .catch((error: unknown) => {
            failure ??= error;
          })
          .finally(rest);
      }),
    run: async (says) => {
      for (let next = waiting.shift(); next && next.at <= end.epochMilliseconds; next = waiting.shift()) {
        if (next.at > now()) clock.set(Temporal.Instant.fromEpochMilliseconds(next.at));
        says?.(clock.now());
        const settled = new Promise<void>((resolve) => {
          idle = resolve;
        });
        busy += 1;
        next.resume();
        await settled;
        if (failure) throw failure;
      }
    },
  };
}
