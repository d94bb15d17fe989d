import { expect, test } from "vitest";
import { scoreAgainInSteps } from "../../src/features/questionnaires/index.ts";
import { installedMeasures } from "../../src/features/questionnaires/scoring/waiting-queries.ts";
import { type TestApp, testApp } from "../support/app.ts";
import { anAssessment, aResponse, sdqSheet } from "../support/assessment-factories.ts";
import { anAgreement } from "../support/family-factories.ts";
import { readHtml, textOf, validateHtml } from "../support/html.ts";
import { scoredAgain, scoredBefore } from "../support/made-again-factories.ts";
import { anEnrolment, aRun } from "../support/run-factories.ts";

const EARLIER = "2026-02-20T12:00:00.000Z";
const RAISED = { value: 13, bands: [{ system: "four-band", name: "close to average" }] };
const URL = "/assessments/rescored";

async function rescore(t: TestApp) {
  const asked = { by: { userId: "command-line", role: "none", organisationId: null }, verb: "command" as const };
  const moves = [];
  for await (const step of scoreAgainInSteps(t.deps!, { ...asked, installed: installedMeasures(), isDry: false }))
    moves.push(...step.moves);
  return moves;
}

/** An SDQ before and after, answered with 2s and 1s, which scorer "0" had at 13, "close to average", both times. */
async function aCourse() {
  const t = await testApp({ as: "bob" });
  const run = await aRun(t);
  const who = await anEnrolment(t, { run, carer: "Marguerite", child: "Thaddeus" });
  await anAgreement(t, { familyId: who.familyId, personId: who.carerId }, { purpose: "council-sees-scores" });
  const before = await anAssessment(t, who);
  const after = await anAssessment(t, who, { timepoint: "T2" });
  const first = await aResponse(t, before, sdqSheet(Array(25).fill(2)), { completedOn: "2026-02-02", at: EARLIER });
  const second = await aResponse(t, after, sdqSheet(Array(25).fill(1)), { completedOn: "2026-02-20", at: EARLIER });
  for (const response of [first, second]) await scoredBefore(t, response, { total: RAISED });
  return { t, run, who, before, after, first, second };
}

const pageText = async (t: TestApp, url: string) => {
  const res = await t.get(url);
  const html = await res.text();
  expect(validateHtml(html)).toEqual([]);
  return { status: res.status, html, text: textOf(readHtml(html)) };
};

test("those who look after the families see whose score or band is another one, with the way to it; the trail says so", async () => {
  const { t, who, before } = await aCourse();
  await rescore(t);
  const { text, html } = await pageText(t, URL);
  for (const words of [
    "Thaddeus",
    "13, close to average",
    "30, very high",
    "Another band",
    "by version 1.0, scorer 1; before by version 1.0, scorer 0",
  ])
    expect(text).toContain(words);
  expect(html).toContain(`/assessments/${before.id}`);
  expect(await t.audit()).toContainEqual(
    expect.objectContaining({
      verb: "read",
      subject_kind: "scores-made-again",
      shown: JSON.stringify([who.familyId]),
    }),
  );
});

test("the page and the command tell the same scales", async () => {
  const { t, first, second } = await aCourse();
  for (const response of [first, second])
    await scoredBefore(t, response, {
      conduct: { value: 3 },
      emotional: { bands: [] },
      peer: { value: null, reason: "too-many-missing", bands: [] },
      prosocial: { bands: [{ system: "another", name: "odd" }] },
    });
  const moves = await rescore(t);
  const { text, html } = await pageText(t, URL);
  const rows = html.match(/<tr class="govuk-table__row">/g) ?? [];
  expect(rows.length - 1).toBe(moves.length);
  expect(moves.length).toBeGreaterThanOrEqual(8);
  expect(text).toContain(`${moves.length} of the `);
  expect(text).toContain("Another score, the same band");
  expect(text).toContain("No score: too many answers missing");
});

test("fifty a page, the newest first; with none it says what will stand there; another provider sees nothing", async () => {
  const t = await testApp({ as: "bob" });
  const who = await anEnrolment(t, { run: await aRun(t) });
  expect((await pageText(t, URL)).text).toContain("No score of your runs was made again");
  for (let n = 1; n <= 51; n++) {
    const asked = await anAssessment(t, who, { measureId: "gad-7", timepoint: `S${n}` });
    const at = new Date(Date.parse(EARLIER) + n * 60_000).toISOString();
    await scoredAgain(t, await aResponse(t, asked, [1, 1, 1, 1, 1, 1, 1], { at }), { total: { value: n } });
  }
  const first = await pageText(t, URL);
  expect(first.text).toContain("50 of the 51 scores made again say something else");
  expect(first.text.indexOf("session 51")).toBeLessThan(first.text.indexOf("session 50"));
  expect(first.html).not.toContain("?after=");
  const one = await anAssessment(t, who, { measureId: "phq-9" });
  await scoredAgain(t, await aResponse(t, one, [1, 1, 1, 1, 1, 1, 1, 1, 0], { at: EARLIER }), { total: { value: 3 } });
  const [, next] = /href="[^"]*(\?after=[^"]*)"/.exec((await pageText(t, URL)).html)!;
  expect((await pageText(t, `${URL}${next}`)).text).toContain("PHQ-9");
  expect((await pageText(t.as("rory"), URL)).text).toContain("No score of your runs was made again");
});

test("the follow-up list leads to it, only if there are any", async () => {
  const { t } = await aCourse();
  expect((await pageText(t, "/follow-up")).html).not.toContain(URL);
  await rescore(t);
  expect((await pageText(t, "/follow-up")).html).toContain(URL);
  expect((await pageText(t.as("rory"), "/follow-up")).html).not.toContain(URL);
});

test("an assessment shows both scores side by side, and in a sentence what moved", async () => {
  const { t, before } = await aCourse();
  expect((await pageText(t, `/assessments/${before.id}`)).text).not.toContain("Scored again");
  await rescore(t);
  const { text } = await pageText(t, `/assessments/${before.id}`);
  expect(text).toContain(
    "Scored again on 2 March 2026 by version 1.0, scorer 1: Total difficulties 30, very high; before 13, close to average.",
  );
  expect(text).toContain("Version 1.0, scorer 0, 20 February 2026");
  expect(text).toContain("The same");
});

test("a score made again and the same is said to be so", async () => {
  const t = await testApp({ as: "bob" });
  const asked = await anAssessment(t, await anEnrolment(t, { run: await aRun(t) }), { measureId: "gad-7" });
  await scoredAgain(t, await aResponse(t, asked, [1, 1, 1, 1, 1, 1, 1], { at: EARLIER }));
  expect((await pageText(t, `/assessments/${asked.id}`)).text).toContain("every score and band stayed as it was");
  expect((await pageText(t, URL)).text).toContain("Every score that was made again says the same as before");
});

/** Everywhere that a score is read, before and after it is made again. */
async function readEverywhere(t: TestApp, made: Awaited<ReturnType<typeof aCourse>>) {
  const text = async (as: "bob" | "erin", url: string) => (await t.as(as).get(url)).text();
  const { programmeId } = made.run.programme;
  return {
    sheet: textOf(readHtml(await text("bob", `/enrolments/${made.who.enrolmentId}/measures`))),
    copyOut: await text("bob", `/enrolments/${made.who.enrolmentId}/measures/copy-out`),
    fhir: await text("bob", `/assessments/${made.before.id}/fhir`),
    csv: await text("erin", `/extracts/${programmeId}/wide.csv`),
    cohort: textOf(readHtml(await text("erin", `/cohorts/${programmeId}/sdq-p4-17/total`))),
  };
}

test("score sheet, change, copied text, FHIR and CSV all read the latest score of each scale", async () => {
  const made = await aCourse();
  const before = await readEverywhere(made.t, made);
  expect(before.sheet).toContain("13, close to average");
  expect(before.sheet).toContain("stayed at 13");
  await rescore(made.t);
  const after = await readEverywhere(made.t, made);
  expect(after.sheet).toContain("30, very high");
  expect(after.sheet).toContain("went from 30 to 20: 10 better");
  expect(after.sheet).not.toContain("13, close to average");
  expect(after.copyOut).toContain("total difficulties 20");
  expect(JSON.stringify(JSON.parse(after.fhir))).toContain('"value":30');
  expect(JSON.stringify(JSON.parse(after.fhir))).not.toContain('"value":13,');
  expect(after.csv).not.toBe(before.csv);
  expect(after.csv).toMatch(/(^|,)30(,|\r)/m);
});

test("a pair whose scores were made by two versions is compared, and that is said until they are made again", async () => {
  const made = await aCourse();
  const { t, second } = made;
  await scoredAgain(t, second);
  const url = `/enrolments/${made.who.enrolmentId}/measures`;
  expect((await pageText(t, url)).text).toContain(
    "The first was scored by version 1.0, scorer 0, the second by version 1.0, scorer 9: the change is read under 1.0",
  );
  expect(await (await t.get(`${url}/copy-out`)).text()).toContain("(SDQ 1.0, scorer 0; 1.0, scorer 9)");
  await rescore(t);
  expect((await pageText(t, url)).text).not.toContain("The first was scored by version");
});
