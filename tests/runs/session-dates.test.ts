import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { addDays, daysBetween, startsAt } from "../../src/domain/calendar.ts";
import {
  closureOn,
  enteredLateDays,
  movesOf,
  offsetsFor,
  sessionDays,
} from "../../src/features/runs/delivery/session-dates.ts";

const weekly = (count: number) => Array.from({ length: count }, (_, at) => at * 7);
const bankHolidaysOnly = (day: string) => closureOn(day, []);
const aDay = fc.integer({ min: 0, max: 900 }).map((days) => addDays("2025-06-01", days));

test("a weekly Monday group skips Easter Monday and both May bank holidays, and ends three weeks later", () => {
  const days = sessionDays("2026-03-23", weekly(10), bankHolidaysOnly);
  expect(days.map(({ day }) => day)).toEqual([
    "2026-03-23",
    "2026-03-30",
    "2026-04-13",
    "2026-04-20",
    "2026-04-27",
    "2026-05-11",
    "2026-05-18",
    "2026-06-01",
    "2026-06-08",
    "2026-06-15",
  ]);
  expect(days.flatMap(({ skipped }) => skipped)).toEqual(["2026-04-06", "2026-05-04", "2026-05-25"]);
});

test("local holidays of the run are skipped too, first and last day included", () => {
  const closed = (day: string) => closureOn(day, [{ from: "2026-02-16", to: "2026-02-24" }]);
  const days = sessionDays("2026-02-10", weekly(3), closed).map(({ day }) => day);
  expect(days).toEqual(["2026-02-10", "2026-03-03", "2026-03-10"]);
});

test("a session at 09:30 is at 09:30 on both sides of each change of the clock", () => {
  const at = (day: string) => startsAt(day, "09:30").toString();
  expect([at("2025-03-29"), at("2025-03-30"), at("2025-10-25"), at("2025-10-26")]).toEqual([
    "2025-03-29T09:30:00Z",
    "2025-03-30T08:30:00Z",
    "2025-10-25T08:30:00Z",
    "2025-10-26T09:30:00Z",
  ]);
});

test("whatever the start and the closures: no session on a closed day, the weekday kept, the order kept", () => {
  fc.assert(
    fc.property(
      aDay,
      fc.integer({ min: 1, max: 20 }),
      fc.array(fc.tuple(aDay, fc.integer({ min: 0, max: 20 })), { maxLength: 6 }),
      (start, count, ranges) => {
        const local = ranges.map(([from, length]) => ({ from, to: addDays(from, length) }));
        const days = sessionDays(start, weekly(count), (day) => closureOn(day, local)).map(({ day }) => day);
        const weekday = (day: string) => Temporal.PlainDate.from(day).dayOfWeek;
        expect(days).toHaveLength(count);
        expect(days.every((day) => closureOn(day, local) === null && weekday(day) === weekday(start))).toBe(true);
        expect(days.every((day, at) => at === 0 || day > days[at - 1]!)).toBe(true);
      },
    ),
  );
});

const sessions = weekly(5).map((offset, at) => ({
  id: `s${at + 1}`,
  day: addDays("2026-06-02", offset),
  time: "09:30",
}));

test("moving one session moves that one; moving this and later moves the rest by as many days", () => {
  const to = { day: "2026-06-18", time: "09:30" };
  expect(movesOf(sessions, "s3", to, "one", bankHolidaysOnly).map(({ id }) => id)).toEqual(["s3"]);
  expect(movesOf(sessions, "s3", to, "later", bankHolidaysOnly).map((move) => [move.id, move.to.day])).toEqual([
    ["s3", "2026-06-18"],
    ["s4", "2026-06-25"],
    ["s5", "2026-07-02"],
  ]);
});

test("a new time alone moves every later session's time and no day", () => {
  const moves = movesOf(sessions, "s1", { day: "2026-06-02", time: "18:00" }, "later", bankHolidaysOnly);
  expect(moves).toHaveLength(5);
  expect(moves.every(({ from, to }) => from.day === to.day && to.time === "18:00")).toBe(true);
});

test("the same date and time moves nothing; a session that is not there moves nothing", () => {
  expect(movesOf(sessions, "s1", { day: "2026-06-02", time: "09:30" }, "later", bankHolidaysOnly)).toEqual([]);
  expect(movesOf(sessions, "s9", { day: "2026-06-02", time: "09:30" }, "one", bankHolidaysOnly)).toEqual([]);
});

test("moving on keeps later sessions in order and off closed days, and never brings two together", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 400 }), (at, shift) => {
      const first = sessions[at]!;
      const moves = movesOf(
        sessions,
        first.id,
        { day: addDays(first.day, shift), time: "10:00" },
        "later",
        bankHolidaysOnly,
      );
      const days = moves.map(({ to }) => to.day);
      expect(days.every((day, index) => index === 0 || daysBetween(days[index - 1]!, day) >= 7)).toBe(true);
      expect(days.slice(1).every((day) => bankHolidaysOnly(day) === null)).toBe(true);
    }),
  );
});

test("a run keeps the programme's rhythm, or takes its own in weeks", () => {
  expect(offsetsFor([0, 7, 21], 1, 1)).toEqual([0, 7, 21]);
  expect(offsetsFor([0, 7, 21], 1, 2)).toEqual([0, 14, 28]);
});

test("a session put in after its day says how late; one of today or later does not", () => {
  expect([enteredLateDays("2025-12-02", "2026-03-02"), enteredLateDays("2026-03-02", "2026-03-02")]).toEqual([
    90,
    null,
  ]);
});
