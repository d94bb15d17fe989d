import { expect, test } from "vitest";
import { type TestApp, testApp } from "../support/app.ts";
import { anAssessment, aResponse } from "../support/assessment-factories.ts";
import { readHtml, textOf } from "../support/html.ts";
import { scoredAgain } from "../support/made-again-factories.ts";
import { anEnrolment, aRun } from "../support/run-factories.ts";

const EARLIER = "2026-02-20T12:00:00.000Z";

/** Twelve people who answered the GAD-7 before and after: 14, then 7. */
async function aCohort() {
  const t = await testApp({ as: "erin" });
  const run = await aRun(t, { places: 12 });
  const responses: { id: string }[] = [];
  for (let i = 0; i < 12; i++) {
    const who = await anEnrolment(t, { run });
    for (const [timepoint, code, completedOn] of [
      ["T1", 2, "2026-02-02"],
      ["T2", 1, "2026-02-24"],
    ] as const) {
      const asked = await anAssessment(t, who, { measureId: "gad-7", timepoint });
      responses.push(await aResponse(t, asked, Array(7).fill(code), { completedOn, at: EARLIER }));
    }
  }
  return { t, responses, programmeId: run.programme.programmeId };
}

const pageOf = async (t: TestApp, programmeId: string) =>
  textOf(readHtml(await (await t.get(`/cohorts/${programmeId}/gad-7/total`)).text()));

test("the method panel counts what was made again and says when, small numbers hidden on either side", async () => {
  const { t, responses, programmeId } = await aCohort();
  expect(await pageOf(t, programmeId)).not.toContain("Scores made again");
  const again = async (from: number, to: number) => {
    for (const response of responses.slice(from, to)) await scoredAgain(t, response);
    return (await pageOf(t, programmeId)).match(/Scores made again\s+(.*?), the last on (\d+ \w+ \d+)/)?.slice(1);
  };
  expect(await again(0, 5)).toEqual(["c", "20 February 2026"]);
  expect(await again(5, 12)).toEqual(["12", "20 February 2026"]);
  expect(await again(12, 20)).toEqual(["c", "20 February 2026"]);
  expect(await again(20, 24)).toEqual(["All of them", "20 February 2026"]);
});

test("a cohort whose scores were made by two versions says so, until all are made by one", async () => {
  const { t, responses, programmeId } = await aCohort();
  expect(await pageOf(t, programmeId)).not.toContain("made by several versions");
  for (const response of responses.slice(0, 12)) await scoredAgain(t, response, { total: { value: 21 } });
  const mixed = await pageOf(t, programmeId);
  expect(mixed).toContain("made by several versions (1.0, scorer 1; 1.0, scorer 9). Changes are read under 1.0");
  for (const response of responses.slice(12)) await scoredAgain(t, response, { total: { value: 21 } });
  expect(await pageOf(t, programmeId)).not.toContain("made by several versions");
});

test("the cohort’s numbers are of the latest scores", async () => {
  const { t, responses, programmeId } = await aCohort();
  expect(await pageOf(t, programmeId)).toContain("7.0");
  for (const [index, response] of responses.entries())
    await scoredAgain(t, response, { total: { value: index % 2 === 0 ? 20 : 4 } });
  expect(await pageOf(t, programmeId)).toContain("16.0");
  const csv = await (await t.get(`/extracts/${programmeId}/wide.csv`)).text();
  expect(csv).toMatch(/,20,4,/);
  expect(csv).not.toMatch(/,14,7,/);
});
