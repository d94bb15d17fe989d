import { expect, test } from "vitest";
import { testApp } from "../support/app.ts";
import { anAssessment, aResponse, type Given } from "../support/assessment-factories.ts";
import { anEnrolment, aRun } from "../support/run-factories.ts";

/** The assessment's page and the score sheet after these answers. */
async function pagesOf(measureId: string, answers: readonly Given[]) {
  const t = await testApp({ as: "bob" });
  const who = await anEnrolment(t, { run: await aRun(t) });
  const asked = await anAssessment(t, who, { measureId });
  await aResponse(t, asked, answers);
  return Promise.all(
    [`/assessments/${asked.id}`, `/enrolments/${who.enrolmentId}/measures`].map(async (path) =>
      (await t.get(path)).text(),
    ),
  );
}

const MARK = /Not verified: ([a-z ,]+)/;

test.each<[string, string, readonly Given[], string | undefined]>([
  [
    "a rule for missing answers that was used",
    "core-10",
    [1, 1, 1, 1, 1, 1, 1, 1, 1, null],
    "the rule for missing answers",
  ],
  ["no rule where nothing is missing", "core-10", [1, 1, 1, 1, 1, 1, 1, 1, 1, 1], undefined],
  ["the items of a scale", "phq-8", [1, 1, 1, 1, 1, 1, 1, 1], "which items make it and how"],
  ["a rule that kept it from a score", "gad-7", [1, 1, 1, 1, 1, 1, null], "the rule for missing answers"],
  ["nothing where every fact behind it was read", "gad-7", [1, 1, 1, 1, 1, 1, 1], undefined],
])("a score is marked for %s", async (_, measureId, answers, mark) => {
  const pages = await pagesOf(measureId, answers);
  const [own, sheet] = pages.map((html) => MARK.exec(html)?.[1]);
  expect(own).toBe(mark);
  // The score sheet has no line of what could not be scored.
  if (!answers.includes(null) || measureId === "core-10") expect(sheet).toBe(mark);
});
