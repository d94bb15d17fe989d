import { expect, test } from "vitest";
import { oddities, type WholeResponse } from "../../src/features/questionnaires/sheet/whole-response.ts";
import { testApp } from "../support/app.ts";
import { anAssessment, aResponse, sdqSheet } from "../support/assessment-factories.ts";
import { anEnrolment, aRun } from "../support/run-factories.ts";
import { keyedForm } from "./keyed-form.ts";

const whole = (
  change: Partial<WholeResponse> = {},
  about: Partial<WholeResponse["assessment"]> = {},
): WholeResponse => ({
  assessment: {
    timepoint: "T1",
    anchor: "session-1:2026-03-10",
    opensOn: "2026-02-10",
    closesOn: "2026-03-17",
    completedOn: "2026-03-02",
    aboutKind: "child",
    aboutBirthOn: "2018-06-10",
    ...about,
  },
  items: Array.from({ length: 12 }, (_, index) => ({ number: index + 1, answers: "three" })),
  reversed: new Set([7]),
  form: { recall: { words: "the last month", days: 30 }, smallestInterval: { days: 30 } },
  ages: { from: 4, to: 17 },
  answers: new Map([["1", "0"]]),
  previousOn: null,
  ...change,
});

const alike = (count: number, code = "1") =>
  new Map(Array.from({ length: count }, (_, index) => [String(index + 1), code]));

test("the same answer throughout is odd from ten answers on, when some items are worded the other way round", () => {
  expect(oddities(whole({ answers: alike(10) }))).toEqual([
    "All 10 answers are 1, although some items are worded the other way round.",
  ]);
  expect(oddities(whole({ answers: alike(9) }))).toEqual([]);
  expect(oddities(whole({ answers: alike(12), reversed: new Set() }))).toEqual([]);
  expect(oddities(whole({ answers: alike(12).set("3", "2") }))).toEqual([]);
});

test("blank, declined and not applicable are no answers that could be alike", () => {
  expect(oddities(whole({ answers: alike(12, "declined") }))).toEqual([]);
  expect(oddities(whole({ answers: alike(9).set("10", "declined") }))).toEqual([]);
});

test("a day before the window, after it, or after session 1 is said", () => {
  expect(oddities(whole({}, { completedOn: "2026-02-09" }))).toEqual([
    "Filled in before its window opened on 10 February 2026.",
  ]);
  expect(oddities(whole({}, { completedOn: "2026-03-18" }))).toEqual([
    "Filled in 1 day after its window closed.",
    "Filled in 8 days after session 1: the course had begun.",
  ]);
  expect(oddities(whole({}, { completedOn: "2026-03-10" }))).toEqual([]);
});

test("a form that asks about days which the one before asked about too is said", () => {
  expect(oddities(whole({ previousOn: "2026-02-01" }))).toEqual([
    "The one before was filled in 29 days earlier. This form asks about the last month: the two overlap.",
  ]);
  expect(oddities(whole({ previousOn: "2026-01-31" }))).toEqual([]);
});

test("a child who was outside the form’s ages on that day is said, with the ages", () => {
  expect(oddities(whole({}, { aboutBirthOn: "2023-06-10" }))).toEqual([
    "The child was 2 that day. This form is made for ages 4 to 17.",
  ]);
  expect(oddities(whole({}, { aboutBirthOn: null }))).toEqual([]);
});

test("nothing is said of what has not been filled in", () => {
  expect(oddities(whole({ answers: alike(12) }, { completedOn: null }))).toEqual([]);
});

test("the page warns after saving, and answers and scores are as keyed", async () => {
  const t = await testApp({ as: "bob" });
  const who = await anEnrolment(t, { run: await aRun(t) });
  const sdq = await anAssessment(t, who);
  const res = await t.post(`/assessments/${sdq.id}/keying`, keyedForm(t, sdqSheet(Array(25).fill(1))));
  expect(res.status).toBe(303);
  const html = await (await t.get(`/assessments/${sdq.id}`)).text();
  expect(html).toContain("All 25 answers are 1, although some items are worded the other way round.");
  expect(html).toContain("5 of 5 answered");
});

test("a second form within the days that it asks about is told on its page", async () => {
  const t = await testApp({ as: "bob" });
  const who = await anEnrolment(t, { run: await aRun(t) });
  const before = await anAssessment(t, who, { measureId: "gad-7" });
  const after = await anAssessment(t, who, { measureId: "gad-7", timepoint: "T2" });
  await aResponse(t, before, [1, 1, 1, 1, 1, 1, 1], { completedOn: "2026-02-25" });
  await aResponse(t, after, [1, 0, 1, 1, 1, 1, 1], { completedOn: "2026-03-02" });
  expect(await (await t.get(`/assessments/${after.id}`)).text()).toContain(
    "The one before was filled in 5 days earlier.",
  );
  expect(await (await t.get(`/assessments/${before.id}`)).text()).not.toContain("The one before");
});
