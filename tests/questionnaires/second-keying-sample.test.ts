import { expect, test } from "vitest";
import { differencesOf, isDrawn } from "../../src/features/questionnaires/doubts/second-keying.ts";
import { testApp } from "../support/app.ts";
import { anAssessment } from "../support/assessment-factories.ts";
import { anEnrolment, aRun } from "../support/run-factories.ts";
import { aDrawnResponse, aSecondKeying, secondKeyingOn } from "../support/second-keying-factories.ts";
import { keyedForm } from "./keyed-form.ts";

const SEVEN = [1, 1, 2, 2, 1, 0, 1];

test("the sample is the same from the same seed, about the share, and another from another seed", async () => {
  const ids = Array.from({ length: 5000 }, (_, index) => `response-${index}`);
  const draw = (seed: string, share = 0.1) => Promise.all(ids.map((id) => isDrawn({ seed, share }, id)));
  const one = await draw("one");
  expect(await draw("one")).toEqual(one);
  expect(await draw("two")).not.toEqual(one);
  const drawn = one.filter(Boolean).length;
  expect(drawn).toBeGreaterThan(430);
  expect(drawn).toBeLessThan(570);
  expect((await draw("one", 0)).some(Boolean)).toBe(false);
  expect((await draw("one", 1)).every(Boolean)).toBe(true);
});

test("a blank and an answer differ; two blanks do not", () => {
  const first = new Map([["1", "0"]]);
  const second = new Map([["2", "0"]]);
  expect(differencesOf(["1", "2", "3"], first, second)).toEqual([
    { item: "1", first: "0", second: null },
    { item: "2", first: null, second: "0" },
  ]);
});

async function start() {
  const t = await testApp({ as: "bob" });
  const who = await anEnrolment(t, { run: await aRun(t) });
  const occasions = ["S1", "S2", "S3"];
  const asked = () => anAssessment(t, who, { measureId: "gad-7", timepoint: occasions.shift() ?? "T1" });
  return { t, asked, page: async () => (await t.get("/follow-up/second-keying")).text() };
}

test("while it is off, or has a value of another shape, nothing is drawn, and the page says that it is off", async () => {
  const { t, asked, page } = await start();
  const one = await asked();
  expect((await t.post(`/assessments/${one.id}/keying`, keyedForm(t, SEVEN))).status).toBe(303);
  expect(await page()).toContain("Second keying is off");
  await secondKeyingOn(t, 7);
  const other = await asked();
  expect((await t.post(`/assessments/${other.id}/keying`, keyedForm(t, SEVEN))).status).toBe(303);
  expect(await t.db.selectFrom("second_keying").selectAll().execute()).toEqual([]);
  expect(await page()).toContain("No form has been keyed twice yet.");
});

test("a correction draws nothing", async () => {
  const { t, asked } = await start();
  const one = await asked();
  await t.post(`/assessments/${one.id}/keying`, keyedForm(t, SEVEN));
  await secondKeyingOn(t);
  await t.post(`/assessments/${one.id}/keying`, { ...keyedForm(t, SEVEN), version: 3, reason: "Misread" });
  expect(await t.db.selectFrom("second_keying").selectAll().execute()).toEqual([]);
});

test("the page says how often keying errs, with its interval, and leaves out what is not settled", async () => {
  const { t, asked, page } = await start();
  const [one, two] = [await asked(), await asked()];
  const [first, second] = [await aDrawnResponse(t, one, SEVEN), await aDrawnResponse(t, two, SEVEN)];
  await aSecondKeying(t, first.id, { "2": 3, "3": 0 });
  await aSecondKeying(t, second.id, { "1": 0 });
  expect(await page()).toContain("Answers in which the two keyings differ: 3 of 14 (21%, 95% CI");
  expect(await page()).toContain("is not known before the differences are settled");
  expect(await page()).toContain("2 forms are open");
  await t.post(`/assessments/${one.id}/adjudication`, {
    "form-says-i-2": "3",
    "form-says-i-3": "2",
    reason: "Read",
    key: t.newId(),
  });
  const html = await page();
  expect(html).toContain("1 of 7 (14%, 95% CI 3% to 51%)");
  expect(html).toContain("1 form is open");
  expect(html).toContain("1 answer differs");
});
