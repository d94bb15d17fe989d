import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, daysBetween } from "../../src/domain/calendar.ts";
import { held, heldDaysOf, heldUntil, windowNow } from "../../src/features/questionnaires/schedule/held.ts";
import type { Anchors, Window, WindowRule } from "../../src/features/questionnaires/schedule/window.ts";

const WINDOW: Window = {
  opensOn: "2026-03-03",
  dueOn: "2026-03-10",
  closesOn: "2026-03-31",
  anchor: "session-1:2026-03-03",
};
const hold = (fromOn: string, untilOn: string) => ({ fromOn, untilOn });

// Worked by hand from docs/rules/windows.md, for a facilitator to read beside a calendar.
describe("a hold and a window from 3 to 31 March", () => {
  test.each([
    ["no hold", [], "2026-03-31"],
    ["a week in the middle: a week and 28 days longer", [hold("2026-03-10", "2026-03-16")], "2026-05-05"],
    ["its last day alone: one day and 28", [hold("2026-03-31", "2026-03-31")], "2026-04-29"],
    ["over before it opens: as it was", [hold("2026-02-20", "2026-03-02")], "2026-03-31"],
    ["from before it opens to the day it opens: its whole length", [hold("2026-02-22", "2026-03-03")], "2026-05-08"],
    ["after it closed: as it was", [hold("2026-04-01", "2026-04-14")], "2026-03-31"],
    ["two that overlap are one", [hold("2026-03-10", "2026-03-16"), hold("2026-03-12", "2026-03-16")], "2026-05-05"],
    [
      "two that follow each other are one",
      [hold("2026-03-10", "2026-03-12"), hold("2026-03-13", "2026-03-16")],
      "2026-05-05",
    ],
    [
      "a second one later, within what the first added, counts too",
      [hold("2026-03-10", "2026-03-16"), hold("2026-05-05", "2026-05-05")],
      "2026-06-03",
    ],
  ])("%s", (_, holds, closesOn) => {
    expect(held(WINDOW, holds)).toMatchObject({ opensOn: WINDOW.opensOn, dueOn: WINDOW.dueOn, closesOn });
  });
});

test("a hold that is lifted lasted to the day before; lifted on its first day it never was", () => {
  const kept = { fromOn: "2026-03-10", untilOn: "2026-03-20" };
  expect(heldDaysOf([{ ...kept, liftedAt: null }])).toEqual([kept]);
  expect(heldDaysOf([{ ...kept, liftedAt: "2026-03-15T09:00:00.000Z" }])).toEqual([hold("2026-03-10", "2026-03-14")]);
  expect(heldDaysOf([{ ...kept, liftedAt: "2026-03-10T09:00:00.000Z" }])).toEqual([]);
  // Half past midnight in London on 1 April is still 31 March elsewhere.
  expect(heldDaysOf([{ fromOn: "2026-03-30", untilOn: "2026-04-09", liftedAt: "2026-03-31T23:30:00.000Z" }])).toEqual([
    hold("2026-03-30", "2026-03-31"),
  ]);
});

test("somebody is on hold until the last day of all that follow each other", () => {
  const holds = [hold("2026-03-10", "2026-03-12"), hold("2026-03-13", "2026-03-20")];
  expect([heldUntil(holds, "2026-03-09"), heldUntil(holds, "2026-03-10"), heldUntil(holds, "2026-03-21")]).toEqual([
    null,
    "2026-03-20",
    null,
  ]);
});

const RULES: WindowRule[] = [
  { rule: "T1", opensDaysBefore: 28, dueDaysBefore: 7, closesWithSession: 2, validDaysBefore: 42 },
  { rule: "T2", opensDaysBefore: 14, closesDaysAfter: 42, leavingDaysAfterFirst: 28, leavingDueDays: 14 },
  { rule: "T3", months: 6, opensDaysBefore: 30, closesDaysAfter: 45 },
  { rule: "S", closesDaysAfter: 6 },
  { rule: "W", opensDaysAfter: 0, closesDaysAfter: 6 },
];
const START = "2025-09-01";
const day = fc.integer({ min: 0, max: 700 }).map((by) => addDays(START, by));
const weeks = fc.integer({ min: 1, max: 12 });
const course = fc
  .tuple(day, weeks)
  .map(([first, of]) => Array.from({ length: of }, (_, at) => ({ number: at + 1, day: addDays(first, 7 * at) })));
const holds = fc.array(
  fc.tuple(day, fc.integer({ min: 0, max: 90 })).map(([from, of]) => hold(from, addDays(from, of))),
  { maxLength: 4 },
);
const anchors = (sessions: Anchors["sessions"], more: Partial<Anchors> = {}): Anchors => ({
  enrolledOn: "2025-01-01",
  sessions,
  firstAnsweredOn: null,
  leftOn: null,
  ...more,
});
const now = (rule: WindowRule, on: Anchors, more: { frozen?: Window | null; holds?: ReturnType<typeof hold>[] } = {}) =>
  windowNow({ rule, number: 1, frozen: null, holds: [], ...more }, on);
const dates = ({ opensOn, dueOn, closesOn }: Window) => [opensOn, dueOn, closesOn];

describe("whatever the dates", () => {
  test("a course that is moved later moves no window earlier, over clock changes, short months and bank holidays", () => {
    fc.assert(
      fc.property(fc.constantFrom(...RULES), course, fc.integer({ min: 0, max: 400 }), (rule, sessions, by) => {
        const was = dates(now(rule, anchors(sessions))!);
        const is = dates(now(rule, anchors(sessions.map((one) => ({ ...one, day: addDays(one.day, by) }))))!);
        for (const [at, before] of was.entries()) expect(is[at]! >= before).toBe(true);
      }),
    );
  });

  test("but for months, a window moves by the days that its sessions move: no hour of the clock is lost in it", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...RULES.filter(({ rule }) => rule !== "T3")),
        course,
        fc.integer({ min: 0, max: 400 }),
        (rule, sessions, by) => {
          const was = dates(now(rule, anchors(sessions))!);
          const is = dates(now(rule, anchors(sessions.map((one) => ({ ...one, day: addDays(one.day, by) }))))!);
          expect(is.map((one, at) => daysBetween(was[at]!, one))).toEqual([by, by, by]);
        },
      ),
    );
  });

  test("opens, is due and closes in this order, on hold or not", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...RULES),
        course,
        holds,
        fc.option(day, { nil: null }),
        (rule, sessions, held, leftOn) => {
          const window = dates(now(rule, anchors(sessions, { leftOn }), { holds: held })!);
          expect(window).toEqual([...window].sort());
        },
      ),
    );
  });

  test("once it was begun no session, enrolment or attendance moves it: only leaving, and a hold", () => {
    fc.assert(
      fc.property(fc.constantFrom(...RULES), course, course, day, holds, (rule, sessions, others, came, waits) => {
        const frozen = now(rule, anchors(sessions))!;
        const elsewhere = anchors(others, { enrolledOn: came, firstAttendedOn: came });
        expect(now(rule, elsewhere, { frozen })).toEqual(frozen);
        expect(now(rule, elsewhere, { frozen, holds: waits })).toEqual(held(frozen, waits));
        const left = now(rule, { ...elsewhere, leftOn: came }, { frozen });
        if (rule.rule === "T2") expect(left?.anchor).toBe(`left:${came}`);
        if (rule.rule !== "T2" && rule.rule !== "T3") expect(left).toEqual(frozen);
      }),
    );
  });

  test("a hold never closes a window sooner, and taking every hold away gives the window back", () => {
    fc.assert(
      fc.property(fc.constantFrom(...RULES), course, holds, (rule, sessions, waits) => {
        const plain = now(rule, anchors(sessions))!;
        const waited = held(plain, waits);
        expect(waited.closesOn >= plain.closesOn).toBe(true);
        expect(addDays(waited.closesOn, -(waited.heldDays ?? 0))).toBe(plain.closesOn);
      }),
    );
  });
});
