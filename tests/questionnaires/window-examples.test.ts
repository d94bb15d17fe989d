import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, longDay } from "../../src/domain/calendar.ts";
import { type Anchors, type WindowRule, windowOf } from "../../src/features/questionnaires/schedule/window.ts";

// Worked by hand from docs/rules/windows.md, on the usual numbers, for a facilitator to read beside a calendar.
const T1: WindowRule = { rule: "T1", opensDaysBefore: 28, dueDaysBefore: 7, closesWithSession: 2, validDaysBefore: 42 };
const T2: WindowRule = {
  rule: "T2",
  opensDaysBefore: 14,
  closesDaysAfter: 42,
  leavingDaysAfterFirst: 28,
  leavingDueDays: 14,
};
const T3: WindowRule = { rule: "T3", months: 6, opensDaysBefore: 30, closesDaysAfter: 45 };

const days = (...of: string[]) => of.map((day, at) => ({ number: at + 1, day }));
/** Ten Tuesdays: 3, 10, 17, 24 and 31 March, 7, 14, 21 and 28 April, 5 May 2026. */
const TUESDAYS = days(...Array.from({ length: 10 }, (_, week) => addDays("2026-03-03", 7 * week)));
/** Eight Thursdays with Easter between the fourth and the fifth. */
const EASTER = days(
  "2026-03-05",
  "2026-03-12",
  "2026-03-19",
  "2026-03-26",
  "2026-04-16",
  "2026-04-23",
  "2026-04-30",
  "2026-05-07",
);
/** One-to-one, every three weeks. */
const THREE_WEEKS = days("2026-01-12", "2026-02-02", "2026-02-23", "2026-03-16", "2026-04-06", "2026-04-27");

const course = (sessions: Anchors["sessions"], more: Partial<Anchors> = {}): Anchors => ({
  enrolledOn: "2026-01-05",
  sessions,
  firstAnsweredOn: null,
  leftOn: null,
  ...more,
});

type Example = [what: string, rule: WindowRule, anchors: Anchors, opens: string, due: string, closes: string];

const EXAMPLES: Example[] = [
  // Before
  [
    "Enrolled in January for March: asked from four weeks before",
    T1,
    course(TUESDAYS),
    "3 February 2026",
    "24 February 2026",
    "10 March 2026",
  ],
  [
    "Enrolled three weeks before: asked from that day",
    T1,
    course(TUESDAYS, { enrolledOn: "2026-02-10" }),
    "10 February 2026",
    "24 February 2026",
    "10 March 2026",
  ],
  [
    "Enrolled four days before: due on the day of enrolment, not overdue before being asked",
    T1,
    course(TUESDAYS, { enrolledOn: "2026-02-27" }),
    "27 February 2026",
    "27 February 2026",
    "10 March 2026",
  ],
  [
    "Enrolled on the day of session 1",
    T1,
    course(TUESDAYS, { enrolledOn: "2026-03-03" }),
    "3 March 2026",
    "3 March 2026",
    "10 March 2026",
  ],
  [
    "Joins the day after session 1: session 2 is their first",
    T1,
    course(TUESDAYS, { enrolledOn: "2026-03-04" }),
    "4 March 2026",
    "4 March 2026",
    "17 March 2026",
  ],
  [
    "Joins in mid-course, three weeks in: the week of 31 March is their second",
    T1,
    course(TUESDAYS, { enrolledOn: "2026-03-20" }),
    "20 March 2026",
    "20 March 2026",
    "31 March 2026",
  ],
  [
    "Joins before the last session: it is all there is",
    T1,
    course(TUESDAYS, { enrolledOn: "2026-05-01" }),
    "1 May 2026",
    "1 May 2026",
    "5 May 2026",
  ],
  [
    "Missed session 1, came to session 2: the second is their first",
    T1,
    course(TUESDAYS, { firstAttendedOn: "2026-03-10" }),
    "10 February 2026",
    "3 March 2026",
    "17 March 2026",
  ],
  [
    "Missed two, came to session 3",
    T1,
    course(TUESDAYS, { firstAttendedOn: "2026-03-17" }),
    "17 February 2026",
    "10 March 2026",
    "24 March 2026",
  ],
  [
    "Came to session 1, as planned: nothing moves",
    T1,
    course(TUESDAYS, { firstAttendedOn: "2026-03-03" }),
    "3 February 2026",
    "24 February 2026",
    "10 March 2026",
  ],
  [
    "Missed every session so far: still as planned",
    T1,
    course(TUESDAYS, { firstAttendedOn: null }),
    "3 February 2026",
    "24 February 2026",
    "10 March 2026",
  ],
  [
    "Joined late and missed the first after it",
    T1,
    course(TUESDAYS, { enrolledOn: "2026-03-20", firstAttendedOn: "2026-03-31" }),
    "20 March 2026",
    "24 March 2026",
    "7 April 2026",
  ],
  [
    "A course of one session closes on its day",
    T1,
    course(days("2026-03-03")),
    "3 February 2026",
    "24 February 2026",
    "3 March 2026",
  ],
  [
    "Every three weeks: there are three weeks until session 2",
    T1,
    course(THREE_WEEKS, { enrolledOn: "2025-12-01" }),
    "15 December 2025",
    "5 January 2026",
    "2 February 2026",
  ],
  [
    "Session 1 moves a week on: all three days move",
    T1,
    course(days("2026-03-10", "2026-03-17", "2026-03-24")),
    "10 February 2026",
    "3 March 2026",
    "17 March 2026",
  ],
  // After
  ["Weekly: asked from two weeks before the last", T2, course(TUESDAYS), "21 April 2026", "5 May 2026", "16 June 2026"],
  [
    "Every three weeks: asked from the last but one",
    T2,
    course(THREE_WEEKS),
    "6 April 2026",
    "27 April 2026",
    "8 June 2026",
  ],
  [
    "A long gap before the last session: from the last but one all the same",
    T2,
    course(days("2026-03-03", "2026-03-10", "2026-05-12")),
    "10 March 2026",
    "12 May 2026",
    "23 June 2026",
  ],
  ["Across Easter", T2, course(EASTER), "23 April 2026", "7 May 2026", "18 June 2026"],
  [
    "The last session is moved a week on",
    T2,
    course([...TUESDAYS.slice(0, 9), { number: 10, day: "2026-05-12" }]),
    "28 April 2026",
    "12 May 2026",
    "23 June 2026",
  ],
  [
    "Joined in mid-course: the last session is the same for all",
    T2,
    course(TUESDAYS, { enrolledOn: "2026-03-20" }),
    "21 April 2026",
    "5 May 2026",
    "16 June 2026",
  ],
  [
    "Left after four sessions, asked before in February: at once",
    T2,
    course(TUESDAYS, { leftOn: "2026-04-01", firstAnsweredOn: "2026-02-20" }),
    "1 April 2026",
    "15 April 2026",
    "13 May 2026",
  ],
  [
    "Left after one session, asked before eight days ago: 28 days after that",
    T2,
    course(TUESDAYS, { leftOn: "2026-03-11", firstAnsweredOn: "2026-03-03" }),
    "31 March 2026",
    "14 April 2026",
    "12 May 2026",
  ],
  [
    "Left without having been asked before: at once",
    T2,
    course(TUESDAYS, { leftOn: "2026-03-11" }),
    "11 March 2026",
    "25 March 2026",
    "22 April 2026",
  ],
  ["A course of one session", T2, course(days("2026-03-03")), "17 February 2026", "3 March 2026", "14 April 2026"],
  // Follow-up
  ["Six months after 5 May", T3, course(TUESDAYS), "6 October 2026", "5 November 2026", "20 December 2026"],
  [
    "Six months after 31 August: the last day of February",
    T3,
    course(days("2026-08-31")),
    "29 January 2027",
    "28 February 2027",
    "14 April 2027",
  ],
  [
    "Left in April: six months after the last session they could come to",
    T3,
    course(TUESDAYS, { leftOn: "2026-04-10" }),
    "7 September 2026",
    "7 October 2026",
    "21 November 2026",
  ],
  [
    "Left before the first session: six months after leaving",
    T3,
    course(TUESDAYS, { leftOn: "2026-02-16" }),
    "17 July 2026",
    "16 August 2026",
    "30 September 2026",
  ],
  // At a session, and in a week
  [
    "At session 4",
    { rule: "S", closesDaysAfter: 6 },
    course(TUESDAYS),
    "24 March 2026",
    "24 March 2026",
    "30 March 2026",
  ],
  [
    "In week 4, counted from session 1 although a week is left out",
    { rule: "W", opensDaysAfter: 0, closesDaysAfter: 6 },
    course(EASTER),
    "26 March 2026",
    "26 March 2026",
    "1 April 2026",
  ],
];

describe("worked examples", () => {
  test.each(EXAMPLES)("%s", (_, rule, anchors, opens, due, closes) => {
    const window = windowOf(rule, anchors, rule.rule === "S" || rule.rule === "W" ? 4 : undefined)!;
    expect([window.opensOn, window.dueOn, window.closesOn].map(longDay)).toEqual([opens, due, closes]);
  });
});

const start = fc.integer({ min: 0, max: 3000 }).map((on) => addDays("2024-01-01", on));
const gaps = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 0, maxLength: 14 });
const planned = fc.tuple(start, gaps).map(([first, between]) => {
  let day = first;
  return days(first, ...between.map((gap) => (day = addDays(day, gap))));
});
const RULES = [T1, T2, T3] as const;

describe("whatever the dates", () => {
  test("a window opens, is due and closes in that order", () => {
    fc.assert(
      fc.property(planned, fc.integer({ min: -60, max: 200 }), fc.constantFrom(...RULES), (sessions, after, rule) => {
        const enrolledOn = addDays(sessions[0]!.day, after);
        const { opensOn, dueOn, closesOn } = windowOf(rule, course(sessions, { enrolledOn }))!;
        expect(opensOn <= dueOn && dueOn <= closesOn).toBe(true);
      }),
      { seed: 7 },
    );
  });

  test("later sessions never make a window earlier", () => {
    fc.assert(
      fc.property(planned, fc.integer({ min: 0, max: 60 }), fc.constantFrom(...RULES), (sessions, by, rule) => {
        const moved = sessions.map(({ number, day }) => ({ number, day: addDays(day, by) }));
        const enrolledOn = addDays(sessions[0]!.day, -30);
        const [before, after] = [sessions, moved].map((one) => windowOf(rule, course(one, { enrolledOn }))!);
        for (const part of ["opensOn", "dueOn", "closesOn"] as const) expect(after![part] >= before![part]).toBe(true);
      }),
      { seed: 7 },
    );
  });

  test("who comes later than planned is never asked earlier, or for a shorter time after their first session", () => {
    fc.assert(
      fc.property(planned, fc.nat(14), (sessions, at) => {
        const came = sessions[Math.min(at, sessions.length - 1)]!.day;
        const enrolledOn = addDays(sessions[0]!.day, -30);
        const asPlanned = windowOf(T1, course(sessions, { enrolledOn }))!;
        const asTheyCame = windowOf(T1, course(sessions, { enrolledOn, firstAttendedOn: came }))!;
        expect(asTheyCame.opensOn >= asPlanned.opensOn && asTheyCame.closesOn >= came).toBe(true);
      }),
      { seed: 7 },
    );
  });
});
