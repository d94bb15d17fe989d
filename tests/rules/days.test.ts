import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import {
  addDays,
  clockTime,
  dayOf,
  dayOfText,
  daysBetween,
  longDay,
  longInstant,
  weekdayOf,
} from "../../src/domain/calendar.ts";

// The days of a service are counted as numbers, since a list counts through thousands: the calendar's own library says the same.
const EPOCH = Temporal.PlainDate.from("1970-01-01");
const day = fc.integer({ min: -40_000, max: 60_000 }).map((days) => EPOCH.add({ days }).toString());

test("days on, days between and the day of the week are those of the calendar", () => {
  fc.assert(
    fc.property(day, fc.integer({ min: -5000, max: 5000 }), (from, days) => {
      const then = Temporal.PlainDate.from(from).add({ days });
      expect(addDays(from, days)).toBe(then.toString());
      expect(daysBetween(from, then.toString())).toBe(days);
      expect(weekdayOf(from)).toBe(Temporal.PlainDate.from(from).dayOfWeek);
    }),
    { seed: 7, numRuns: 3000 },
  );
});

test.each(["2026-02-29", "2026-02-30", "2026-13-01", "2026-04-31", "soon", "2026-01-01T10:00:00.000Z", ""])(
  "%j is no day, and nothing is counted from it",
  (text) => {
    expect(() => addDays(text, 1)).toThrow(RangeError);
    expect(() => weekdayOf(text)).toThrow(RangeError);
  },
);

const instant = fc.integer({ min: -3_000_000_000_000, max: 5_000_000_000_000 }).map((ms) => new Date(ms).toISOString());

test("what the clocks in London show is what the calendar says, at each end of summer time too", () => {
  const shown = (at: string) => Temporal.Instant.from(at).toZonedDateTimeISO("Europe/London");
  const edges = [
    "2026-03-29T00:59:59.999Z",
    "2026-03-29T01:00:00.000Z",
    "2026-10-25T00:59:59.999Z",
    "2026-10-25T01:00:00.000Z",
  ];
  fc.assert(
    fc.property(fc.oneof(instant, fc.constantFrom(...edges)), (at) => {
      const day = shown(at).toPlainDate().toString();
      expect(dayOf(Temporal.Instant.from(at))).toBe(day);
      expect(dayOfText(at)).toBe(day);
      expect(longInstant(at)).toBe(`${longDay(day)} at ${clockTime(shown(at).toPlainTime().toString().slice(0, 5))}`);
    }),
    { seed: 7, numRuns: 2000 },
  );
});
