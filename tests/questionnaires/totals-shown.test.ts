import { expect, test } from "vitest";
import type { Bundle } from "../../src/features/fhir/resources.ts";
import { fhirProblems } from "../fhir/validator.ts";
import { testApp } from "../support/app.ts";
import { anAssessment, aResponse } from "../support/assessment-factories.ts";
import { anAgreement } from "../support/family-factories.ts";
import { validateHtml } from "../support/html.ts";
import { anEnrolment, aRun } from "../support/run-factories.ts";
import { totalsForm } from "./totals-form.ts";

/** Totals typed before (on 16 February) and after (on 2 March). */
async function twice(measureId: string, before: Record<string, number>, after: Record<string, number>) {
  const t = await testApp({ as: "bob" });
  const run = await aRun(t);
  const who = await anEnrolment(t, { run });
  const [first, second] = [
    await anAssessment(t, who, { measureId }),
    await anAssessment(t, who, { measureId, timepoint: "T2" }),
  ];
  const early = { ...totalsForm(t, before), "completedOn-day": "16", "completedOn-month": "2" };
  for (const [asked, form] of [
    [first, early],
    [second, totalsForm(t, after)],
  ] as const)
    expect((await t.post(`/assessments/${asked.id}/totals`, form)).status).toBe(303);
  return { t, run, who, first, second };
}

test("the change, the score sheet and the cohort are made of typed totals as of scored answers", async () => {
  const { t, run, who, second } = await twice("ecbi", { intensity: 150, problem: 20 }, { intensity: 120, problem: 10 });
  const show = await (await t.get(`/assessments/${second.id}`)).text();
  for (const words of ["150", "120", "Intensity"]) expect(show).toContain(words);
  const sheet = await (await t.get(`/enrolments/${who.enrolmentId}/measures`)).text();
  for (const words of ["Before, 16 February 2026: 150", "After, 2 March 2026: 120"]) expect(sheet).toContain(words);
  const cohort = await t.as("erin").get(`/cohorts/${run.programme.programmeId}`);
  expect([cohort.status, await cohort.text()]).toEqual([200, expect.stringContaining("ECBI")]);
});

test("a typed total says where it was typed from, wherever a score says what it is made of: nobody here saw an answer", async () => {
  const { t, who, second } = await twice("gad-7", { total: 12 }, { total: 6 });
  await anAgreement(t, { familyId: who.familyId, personId: who.carerId }, { purpose: "council-sees-scores" });
  const measures = `/enrolments/${who.enrolmentId}/measures`;
  for (const url of [`/assessments/${second.id}`, measures, `${measures}/copy-out`, `/assessments/${second.id}/fhir`])
    expect([url, /\d+ of \d+ answered/.test(await (await t.get(url)).text())]).toEqual([url, false]);
  for (const url of [`/assessments/${second.id}`, measures, `/assessments/${second.id}/fhir`])
    expect([url, (await (await t.get(url)).text()).includes("typed from the owner’s form")]).toEqual([url, true]);
});

test("an answered form says once what it is made of, and its picture stands before its facts and answers", async () => {
  const { t, second } = await twice("ecbi", { intensity: 150, problem: 20 }, { intensity: 120, problem: 10 });
  const html = await (await t.get(`/assessments/${second.id}`)).text();
  expect(html.match(/typed from the owner’s form/g)).toHaveLength(2);
  const main = html.slice(html.indexOf("<main"));
  const at = (words: string) => main.indexOf(words);
  expect([
    at("Scores") < at("<svg"),
    at("<svg") < at("Answered by"),
    at("Answered by") < at("Show the answers"),
  ]).toEqual([true, true, true]);
});

test("typed totals go out as FHIR: answers of a measure of totals, only scores of one with items", async () => {
  const { t, first } = await twice("ecbi", { intensity: 150 }, { intensity: 120 });
  const bundle = (await (await t.get(`/assessments/${first.id}/fhir`)).json()) as Bundle;
  expect(fhirProblems(bundle)).toEqual([]);
  expect(bundle.entry[1]?.resource).toMatchObject({ item: [{ linkId: "intensity", answer: [{ valueDecimal: 150 }] }] });
  const sdq = await twice("gad-7", { total: 12 }, { total: 6 });
  const scored = (await (await sdq.t.get(`/assessments/${sdq.first.id}/fhir`)).json()) as Bundle;
  expect(fhirProblems(scored)).toEqual([]);
  expect(scored.entry[1]?.resource).not.toHaveProperty("item");
  expect(scored.entry[2]?.resource).toMatchObject({ valueQuantity: { value: 12 } });
});

test("totals stand in the evaluator's file as scores do", async () => {
  const { t, run } = await twice("ecbi", { intensity: 150 }, { intensity: 120 });
  const wide = await (await t.as("erin").get(`/extracts/${run.programme.programmeId}/wide.csv`)).text();
  const [header, first] = wide.split("\r\n").map((line) => line.split(","));
  const cells = ["ecbi_intensity_t1", "ecbi_intensity_t2", "ecbi_problem_t1"].map(
    (one) => first![header!.indexOf(one)],
  );
  expect(cells).toEqual(["150", "120", ""]);
});

test("the page holds to HTML, also when it is sent back", async () => {
  const { t, first } = await twice("sdq-p4-17", { conduct: 4 }, { conduct: 2 });
  const url = `/assessments/${first.id}/totals`;
  const pages = [
    await t.get(url),
    await t.post(url, totalsForm(t, { conduct: 99 })),
    await t.post(url, totalsForm(t, { conduct: 3 })),
  ];
  expect(pages.map(({ status }) => status)).toEqual([200, 422, 409]);
  for (const res of pages) expect(validateHtml(await res.text())).toEqual([]);
});

test("a typed total can be doubted, and its correction settles that", async () => {
  const { t, first } = await twice("ecbi", { intensity: 150 }, { intensity: 120 });
  const show = `/assessments/${first.id}`;
  const asked = { key: t.newId(), item: "total:intensity", note: "150 or 105?" };
  expect((await t.post(`${show}/clarifications`, asked)).status).toBe(303);
  expect(await (await t.get(`${show}/clarifications`)).text()).toContain(`href="${show}/totals"`);
  const form = { ...totalsForm(t, { intensity: 105 }), version: 3, reason: "It is 105" };
  expect((await t.post(`${show}/totals`, form)).status).toBe(303);
  const query = await t.db.selectFrom("clarification").where("assessment_id", "=", first.id).select("state").execute();
  expect(query).toEqual([{ state: "corrected" }]);
});

test("our own questions stand on no score sheet", async () => {
  const t = await testApp({ as: "bob" });
  const who = await anEnrolment(t, { run: await aRun(t) });
  await aResponse(t, await anAssessment(t, who, { measureId: "weekly-check-in" }), [1, 1, 1]);
  const html = await (await t.get(`/enrolments/${who.enrolmentId}/measures`)).text();
  expect(html).not.toContain("kinstep-strip");
  expect(html).not.toContain("Challenging days");
});
