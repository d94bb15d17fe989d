import fc from "fast-check";
import { expect, test } from "vitest";
import { type FeedbackLine, GROUPS, shownFeedback } from "../../src/features/outcomes/feedback.ts";
import { type TestApp, testApp } from "../support/app.ts";
import { anAssessment, aResponse } from "../support/assessment-factories.ts";
import { anOffer } from "../support/behaviour-factories.ts";
import { byTag, readHtml, textOf, validateHtml } from "../support/html.ts";
import { type AnEnrolment, anEnrolment, aRun, aRunProgramme } from "../support/run-factories.ts";

const line = (values: readonly number[], who = "After", tells: readonly number[] = []): FeedbackLine => ({
  question: "Explained well",
  who,
  tells,
  answers: values.map((value, i) => ({ carerId: `c${i}`, value })),
});
const times = (n: number, value: number) => Array.from({ length: n }, () => value);
const one = (values: readonly number[], tells: readonly number[] = []) =>
  shownFeedback([line(values, "After", tells)])[0]!;

test("nine people are told of nothing; ten are told of in three groups", () => {
  expect(one(times(9, 8))).toMatchObject({ people: null, groups: [], why: "too-few" });
  expect(one(times(10, 8))).toMatchObject({ people: 10, groups: [0, 0, 10], why: null });
  expect(one([...times(6, 3), ...times(7, 4), ...times(8, 7)])).toMatchObject({ people: 21, groups: [6, 7, 8] });
});

test("a group of a few is hidden, and with it what would give it away", () => {
  expect(one([...times(2, 1), ...times(20, 9)]).groups).toEqual(["c", 0, "c"]);
  expect(one([...times(3, 1), ...times(2, 5), ...times(20, 9)]).groups).toEqual(["c", "c", "c"]);
  expect(one([...times(5, 1), ...times(4, 5), ...times(20, 9)]).groups).toEqual(["c", "c", 20]);
});

test("a number of people within five of another on the page is not shown", () => {
  expect(one(times(12, 8), [14])).toMatchObject({ people: null, why: "too-close" });
  expect(one(times(12, 8), [12, 18])).toMatchObject({ people: 12 });
  const [first, second] = shownFeedback([line(times(20, 8)), line(times(18, 8), "Middle")]);
  expect([first!.people, second!.why]).toEqual([20, "too-close"]);
});

test("a carer on two runs counts once, with their first answer", () => {
  const answers = [...line(times(10, 9)).answers, { carerId: "c0", value: 0 }];
  expect(shownFeedback([{ question: "q", who: "w", answers, tells: [] }])[0]).toMatchObject({
    people: 10,
    groups: [0, 0, 10],
  });
});

test("whatever was answered, no shown count and no remainder is of one to five people", () => {
  const answers = fc.array(fc.integer({ min: 0, max: 10 }), { maxLength: 60 });
  fc.assert(
    fc.property(fc.array(answers, { maxLength: 5 }), fc.array(fc.nat(80), { maxLength: 5 }), (all, tells) => {
      const shown = shownFeedback(all.map((values, i) => line(values, `w${i}`, tells)));
      const told = [...tells];
      for (const { people, groups } of shown) {
        if (people === null) continue;
        for (const count of told) expect([1, 2, 3, 4, 5]).not.toContain(Math.abs(people - count));
        told.push(people);
        const counts = groups.filter((count) => count !== "c");
        expect(groups).toHaveLength(GROUPS.length);
        for (const count of [...counts, people - counts.reduce((sum, count) => sum + count, 0)])
          expect([1, 2, 3, 4, 5]).not.toContain(count);
      }
    }),
  );
});

const rowsOf = (html: string): string[] =>
  byTag(html, "tr")
    .map((row) => textOf(row).replaceAll(/\s+/g, " ").trim())
    .filter((row) => /^(Explained|Got)/.test(row));

async function aCohort(t: TestApp, people: number) {
  const programme = await aRunProgramme(t, {});
  const run = await aRun(t, { programme, places: people + 1 });
  const all: AnEnrolment[] = [];
  for (let i = 0; i < people; i++) all.push(await anEnrolment(t, { run }));
  return { programme, all };
}

async function answered(t: TestApp, who: AnEnrolment, timepoint: string, explained: number, needed: number) {
  const asked = await anAssessment(t, who, { measureId: "feedback", timepoint });
  await aResponse(t, asked, [explained, needed]);
}

async function declined(t: TestApp, who: AnEnrolment, value: number) {
  const { id } = await anOffer(t, who, { state: "declined", support: "parenting" });
  const given = { offer_id: id, value, at: "2026-03-02T09:00:00.000Z", by: "seed" };
  await t.db.insertInto("offer_feedback").values(given).execute();
}

test("the cohort page tells of feedback apart from every measure, and it is no last questionnaire", async () => {
  const t = await testApp({ as: "erin" });
  const { programme, all } = await aCohort(t, 14);
  for (const [i, who] of all.entries()) {
    await answered(t, who, "T2", i < 7 ? 9 : 5, 10);
    await declined(t, who, 2);
  }
  const html = await (await t.get(`/cohorts/${programme.programmeId}`)).text();
  expect(validateHtml(html)).toEqual([]);
  expect(rowsOf(html)).toEqual([
    "Explained well: at the middle session not shown: fewer than 10 people answered",
    "Got what was needed: at the middle session not shown: fewer than 10 people answered",
    "Explained well: after 14 0 7 7",
    "Got what was needed: after 14 0 0 14",
    "Explained well: those who declined this route 14 14 0 0",
  ]);
  const text = textOf(readHtml(html)).replaceAll(/\s+/g, " ");
  expect(text).toMatch(/A last questionnaire 0/);
  expect(text).toContain("No questionnaire has been asked on this programme in this period.");
  expect(await (await t.get(`/extracts/${programme.programmeId}/wide.csv`)).text()).not.toContain("feedback");
});

test("who objected to evaluation is in no line", async () => {
  const t = await testApp({ as: "erin" });
  const { programme, all } = await aCohort(t, 10);
  for (const who of all) {
    await answered(t, who, "S5", 9, 9);
    await declined(t, who, 9);
  }
  const page = async () => rowsOf(await (await t.get(`/cohorts/${programme.programmeId}`)).text());
  expect(await page()).toContain("Explained well: at the middle session 10 0 0 10");
  const [first] = all;
  await t.db
    .insertInto("agreement")
    .values({
      id: t.newId(),
      person_id: first!.carerId,
      family_id: first!.familyId,
      purpose: "evaluation-objection",
      answer: "given",
      wording_version: "1",
      how: "in-person",
      at: "2026-02-01T09:00:00.000Z",
      by: "seed",
    })
    .execute();
  for (const row of await page()) expect(row).toContain("fewer than 10 people answered");
});
