import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, daysBetween } from "../../src/domain/calendar.ts";
import { stateSaid } from "../../src/features/questionnaires/schedule/state-said.ts";
import { type Anchors, inTimeTo, timingOf, windowOf } from "../../src/features/questionnaires/schedule/window.ts";

const T1 = { rule: "T1", opensDaysBefore: 28, dueDaysBefore: 7, closesWithSession: 2, validDaysBefore: 42 } as const;
const T2 = {
  rule: "T2",
  opensDaysBefore: 14,
  closesDaysAfter: 42,
  leavingDaysAfterFirst: 28,
  leavingDueDays: 14,
} as const;
const T3 = { rule: "T3", months: 6, opensDaysBefore: 30, closesDaysAfter: 45 } as const;

// Ten Tuesdays from 3 March 2026; the last is 5 May.
const weekly = Array.from({ length: 10 }, (_, i) => ({
  number: i + 1,
  day: new Date(Date.UTC(2026, 2, 3 + 7 * i)).toISOString().slice(0, 10),
}));
const anchors = (change: Partial<Anchors> = {}): Anchors => ({
  enrolledOn: "2026-01-05",
  sessions: weekly,
  firstAnsweredOn: null,
  leftOn: null,
  ...change,
});

test("T1 opens 28 days before session 1, is due 7 before, and closes on the day of session 2", () => {
  expect(windowOf(T1, anchors())).toMatchObject({ opensOn: "2026-02-03", dueOn: "2026-02-24", closesOn: "2026-03-10" });
});

test("T1 of somebody enrolled later opens on the day of enrolment and is not overdue before it opened", () => {
  expect(windowOf(T1, anchors({ enrolledOn: "2026-03-01" }))).toMatchObject({
    opensOn: "2026-03-01",
    dueOn: "2026-03-01",
    closesOn: "2026-03-10",
  });
});

test("T2 opens 14 days before the last planned session, is due on it, closes 42 days after", () => {
  expect(windowOf(T2, anchors())).toMatchObject({ opensOn: "2026-04-21", dueOn: "2026-05-05", closesOn: "2026-06-16" });
});

test("leaving early opens T2 on leaving, or 28 days after T1 when that is later", () => {
  expect(windowOf(T2, anchors({ leftOn: "2026-04-07", firstAnsweredOn: "2026-02-20" }))).toMatchObject({
    opensOn: "2026-04-07",
    dueOn: "2026-04-21",
  });
  expect(windowOf(T2, anchors({ leftOn: "2026-03-10", firstAnsweredOn: "2026-03-01" }))).toMatchObject({
    opensOn: "2026-03-29",
    dueOn: "2026-04-12",
  });
});

test("T3 is six calendar months after the last session, also at the end of a short month", () => {
  expect(windowOf(T3, anchors())).toMatchObject({ dueOn: "2026-11-05", opensOn: "2026-10-06", closesOn: "2026-12-20" });
  expect(windowOf(T3, anchors({ sessions: [{ number: 1, day: "2025-08-31" }] }))).toMatchObject({
    dueOn: "2026-02-28",
  });
});

test("T3 of an early leaver hangs on the last session they could come to", () => {
  expect(windowOf(T3, anchors({ leftOn: "2026-03-20" }))).toMatchObject({ dueOn: "2026-09-17" });
});

test("a session's own measure is due on its day", () => {
  expect(windowOf({ rule: "S", closesDaysAfter: 6 }, anchors(), 3)).toMatchObject({
    opensOn: "2026-03-17",
    dueOn: "2026-03-17",
    closesOn: "2026-03-23",
  });
});

test("without dates there is no window", () => {
  for (const rule of [T1, T2, T3]) expect(windowOf(rule, anchors({ sessions: [] }))).toBeNull();
  expect(windowOf({ rule: "S", closesDaysAfter: 6 }, anchors(), 11)).toBeNull();
});

test("moving session 1 by a week moves T1 by a week", () => {
  const moved = weekly.map(({ number }) => ({ number, day: weekly[number]?.day ?? "2026-05-12" }));
  expect(windowOf(T1, anchors({ sessions: moved }))).toMatchObject({
    opensOn: "2026-02-10",
    dueOn: "2026-03-03",
    closesOn: "2026-03-17",
  });
});

test("a window is not open, open, due, overdue, closing, then closed", () => {
  const window = { opensOn: "2026-03-01", dueOn: "2026-03-10", closesOn: "2026-04-10" };
  const at = (day: string) => timingOf(window, day);
  expect([
    at("2026-02-28"),
    at("2026-03-09"),
    at("2026-03-10"),
    at("2026-03-11"),
    at("2026-04-03"),
    at("2026-04-10"),
    at("2026-04-11"),
  ]).toEqual(["not-open", "open", "due", "overdue", "closing", "closing", "closed"]);
});

test("“before” is due from its due day, and overdue only from the day after session 1: it is answered there", () => {
  const window = windowOf(T1, anchors())!;
  const last = inTimeTo({ ...window, timepoint: "T1" });
  expect(last).toBe("2026-03-03");
  const longer = { ...window, closesOn: "2026-03-24" };
  const at = (day: string) => timingOf(longer, day, last);
  expect(["2026-02-23", "2026-02-24", "2026-03-03", "2026-03-04"].map(at)).toEqual(["open", "due", "due", "overdue"]);
  const said = (day: string) => stateSaid({ ...longer, state: "scheduled", timepoint: "T1" }, day).text;
  expect(["2026-02-23", "2026-03-03", "2026-03-04"].map(said)).toEqual([
    "Due by 24 February 2026",
    "Due since 24 February 2026",
    "Overdue since 3 March 2026",
  ]);
});

const WEEK = { rule: "W", opensDaysAfter: 0, closesDaysAfter: 6 } as const;

test("a weekly check-in opens on the day of its week counted from session 1, is due that day, and closes 6 days after", () => {
  expect(windowOf(WEEK, anchors(), 1)).toMatchObject({
    opensOn: "2026-03-03",
    dueOn: "2026-03-03",
    closesOn: "2026-03-09",
  });
  expect(windowOf(WEEK, anchors(), 10)).toMatchObject({
    opensOn: "2026-05-05",
    closesOn: "2026-05-11",
    anchor: "session-1:2026-03-03",
  });
  expect(windowOf({ ...WEEK, opensDaysAfter: 2, closesDaysAfter: 3 }, anchors(), 2)).toMatchObject({
    opensOn: "2026-03-12",
    dueOn: "2026-03-12",
    closesOn: "2026-03-15",
  });
  expect(windowOf(WEEK, anchors({ sessions: [] }), 1)).toBeNull();
  expect(windowOf(WEEK, anchors())).toBeNull();
});

const day = fc.integer({ min: 0, max: 3000 }).map((days) => addDays("2024-01-01", days));
const week = fc.integer({ min: 1, max: 60 });

test("weeks follow one another without a gap or an overlap, whatever sessions come after session 1", () => {
  fc.assert(
    fc.property(day, week, fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 20 }), (first, number, after) => {
      const sessions = [first, ...after.map((days) => addDays(first, days))].map((on, at) => ({
        number: at + 1,
        day: on,
      }));
      const at = (one: number) => windowOf(WEEK, anchors({ sessions }), one)!;
      const { opensOn, dueOn, closesOn } = at(number);
      expect([dueOn, daysBetween(first, opensOn)]).toEqual([opensOn, 7 * (number - 1)]);
      expect(at(number + 1).opensOn).toBe(addDays(closesOn, 1));
    }),
  );
});

test("moving session 1 moves every week by as many days", () => {
  fc.assert(
    fc.property(day, week, fc.integer({ min: -60, max: 60 }), (first, number, days) => {
      const at = (on: string) => windowOf(WEEK, anchors({ sessions: [{ number: 1, day: on }] }), number)!;
      expect(at(addDays(first, days)).opensOn).toBe(addDays(at(first).opensOn, days));
    }),
  );
});
