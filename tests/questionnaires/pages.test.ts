import { expect, test } from "vitest";
import { testApp } from "../support/app.ts";
import { anAssessment, aQuery, aResponse } from "../support/assessment-factories.ts";
import { byTag, validateHtml } from "../support/html.ts";
import { anEnrolment, aRun } from "../support/run-factories.ts";
import { aDrawnResponse, aSecondKeying } from "../support/second-keying-factories.ts";

test("the pages about a form’s answers are ones that a browser and a screen reader understand", async () => {
  const t = await testApp({ as: "bob" });
  const who = await anEnrolment(t, { run: await aRun(t) });
  const [drawn, differs, doubted, waiting] = [
    await anAssessment(t, who, { measureId: "gad-7" }),
    await anAssessment(t, who, { measureId: "gad-7", timepoint: "T2" }),
    await anAssessment(t, who, { measureId: "phq-9" }),
    await anAssessment(t, who),
  ];
  await aDrawnResponse(t, drawn, [1, 1, 1, 1, 1, 1, 1]);
  const second = await aDrawnResponse(t, differs, [1, 1, 1, 1, 1, 1, 1]);
  await aSecondKeying(t, second.id, { "2": 3, "4": null });
  const answered = await aResponse(t, doubted, [1, 1, 1, 1, 1, 1, 1, 1, 0, 0]);
  await aQuery(t, doubted, answered.id, "3");
  for (const path of [
    "/follow-up",
    "/follow-up/paper-id",
    "/follow-up/second-keying",
    `/follow-up/${waiting.packId}/paper`,
    `/follow-up/${waiting.packId}/paper?large=yes`,
    `/assessments/${drawn.id}/second-keying`,
    `/assessments/${differs.id}/adjudication`,
    `/assessments/${doubted.id}/clarifications`,
    `/assessments/${doubted.id}`,
    `/enrolments/${who.enrolmentId}/measures`,
    `/enrolments/${who.enrolmentId}/measures/copy-out`,
  ]) {
    const res = await t.get(path);
    const html = await res.text();
    expect([path, res.status, validateHtml(html)]).toEqual([path, 200, []]);
    expect([path, byTag(html, "h1").length]).toEqual([path, 1]);
    expect(html).not.toMatch(/\bundefined\b|\[object Object\]|\bNaN\b/);
  }
});
