import { expect, test } from "vitest";
import { type TestApp, testApp } from "../support/app.ts";
import { anAssessment, aResponse, someGoals } from "../support/assessment-factories.ts";
import { anAgreement } from "../support/family-factories.ts";
import { type AnEnrolment, anEnrolment, aRun } from "../support/run-factories.ts";

async function start() {
  const t = await testApp({ as: "alice" });
  const who = await anEnrolment(t, { run: await aRun(t) });
  await someGoals(t, who.referralId, ["School mornings"]);
  for (const [measureId, first, second] of [
    ["gad-7", [2, 2, 2, 2, 2, 2, 2], [1, 1, 1, 1, 1, 1, 1]],
    ["gbo", [2], [8]],
  ] as const) {
    await aResponse(t, await anAssessment(t, who, { measureId }), [...first], { completedOn: "2026-02-10" });
    await aResponse(t, await anAssessment(t, who, { measureId, timepoint: "T2" }), [...second]);
  }
  return { t, who, url: `/referrals/${who.referralId}/scores` };
}

const agree = (
  t: TestApp,
  who: AnEnrolment,
  purpose: "council-sees-scores" | "council-sees-goals" | "council-sees-attendance",
  answer: "given" | "withdrawn" | "declined" = "given",
  at = "2026-02-02T10:00:00.000Z",
) => anAgreement(t, { familyId: who.familyId, personId: who.carerId }, { purpose, answer, at });

test("without the carer's agreement the referring worker finds no scores", async () => {
  const { t, who, url } = await start();
  expect((await t.get(url)).status).toBe(404);
  await agree(t, who, "council-sees-attendance");
  expect((await t.get(url)).status).toBe(404);
});

test("with it they see scores and what changed, but not goals, and no answers; it is in the trail", async () => {
  const { t, who, url } = await start();
  await agree(t, who, "council-sees-scores");
  const res = await t.get(url);
  const html = await res.text();
  expect(res.status).toBe(200);
  expect(html).toContain("Anxiety went from 14 to 7: 7 better.");
  expect(html).not.toContain("School mornings");
  expect(html).not.toContain("/assessments/");
  expect(await t.audit()).toContainEqual(
    expect.objectContaining({ verb: "read", subject_kind: "scores", family_id: who.familyId }),
  );
});

test("goals alone, when that is what was agreed", async () => {
  const { t, who, url } = await start();
  await agree(t, who, "council-sees-goals");
  const html = await (await t.get(url)).text();
  expect(html).toContain("School mornings");
  expect(html).not.toContain("Anxiety");
});

test("the latest answer rules: withdrawn closes the page again", async () => {
  const { t, who, url } = await start();
  await agree(t, who, "council-sees-scores");
  await agree(t, who, "council-sees-scores", "withdrawn", "2026-03-01T10:00:00.000Z");
  expect((await t.get(url)).status).toBe(404);
});

test("another council finds nothing, whatever was agreed; roles without referrals are refused", async () => {
  const { t, who, url } = await start();
  await agree(t, who, "council-sees-scores");
  expect((await t.as("charlie").get(url)).status).toBe(404);
  for (const name of ["cora", "erin", "ada", "audrey"] as const) expect((await t.as(name).get(url)).status).toBe(403);
});

test("the referral has a door to them as far as the carer agreed, for whoever made it and nobody else", async () => {
  const { t, who, url } = await start();
  const doors = async (side: TestApp) =>
    (await (await side.get(`/referrals/${who.referralId}`)).text()).includes(`href="${url}"`);
  expect(await doors(t)).toBe(false);
  await agree(t, who, "council-sees-goals");
  expect([await doors(t), (await t.get(url)).status]).toEqual([true, 200]);
  await agree(t, who, "council-sees-goals", "withdrawn", "2026-02-03T10:00:00.000Z");
  expect([await doors(t), (await t.get(url)).status]).toEqual([false, 404]);
  await agree(t, who, "council-sees-scores");
  expect([await doors(t), (await t.get(url)).status]).toEqual([true, 200]);
  expect(await doors(t.as("bob"))).toBe(false);
});
