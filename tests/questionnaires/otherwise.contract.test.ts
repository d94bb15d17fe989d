import { expect, test } from "vitest";
import { type TestApp, testApp } from "../support/app.ts";
import { anAssessment, aResponse, sdqSheet } from "../support/assessment-factories.ts";
import { readHtml, textOf, validateHtml } from "../support/html.ts";
import { anEnrolment, aRun } from "../support/run-factories.ts";

async function bothAnswered(given: { unpairedReason?: string } = {}) {
  const t = await testApp({ as: "bob" });
  const who = await anEnrolment(t, { run: await aRun(t) });
  const before = await anAssessment(t, who, { timepoint: "T1" });
  const after = await anAssessment(t, who, { timepoint: "T2", ...given });
  await aResponse(t, before, sdqSheet(Array(25).fill(1)), { completedOn: "2026-02-10" });
  return { t, who, before, after, url: `/assessments/${after.id}/otherwise` };
}

const said = async (t: TestApp, path: string) => textOf(readHtml(await (await t.get(path)).text()));
const reasonOf = async (t: TestApp, { id }: { id: string }) =>
  (await t.db.selectFrom("assessment").where("id", "=", id).select("unpaired_reason").executeTakeFirstOrThrow())
    .unpaired_reason;

test("a form that was about another child is kept and in no pair, with the reason shown, and can be said back", async () => {
  const { t, who, after, url } = await bothAnswered();
  expect((await t.get(url)).status).toBe(409);
  await aResponse(t, after, sdqSheet(Array(25).fill(0)));
  const measures = `/enrolments/${who.enrolmentId}/measures`;
  expect(await said(t, measures)).not.toContain("about another child");
  expect(await (await t.get(`/assessments/${after.id}`)).text()).toContain(`href="${url}"`);
  expect(validateHtml(await (await t.get(url)).text())).toEqual([]);

  const typed = { key: t.newId(), version: "3", how: "another-child", why: "The name on the form is her sister's" };
  expect((await t.post(url, { ...typed, why: "" })).status).toBe(422);
  const res = await t.post(url, { ...typed, key: t.newId() });
  expect([res.status, res.headers.get("location")]).toEqual([303, `/assessments/${after.id}?did=otherwise`]);
  expect(await reasonOf(t, after)).toBe("another-child");
  expect(await said(t, measures)).toContain("Not compared: one of the two was answered about another child");
  const page = await said(t, `/assessments/${after.id}`);
  expect(page).toContain("Answered otherwise than was fixed at enrolment (about another child)");
  expect(page).toContain("The name on the form is her sister's");

  expect((await t.post(url, { ...typed, key: t.newId() })).status).toBe(409);
  const back = { ...typed, version: "4", how: "as-fixed", why: "It was a copy of the other form", key: t.newId() };
  expect((await t.post(url, back)).status).toBe(303);
  expect(await reasonOf(t, after)).toBeNull();
  expect(await said(t, measures)).not.toContain("about another child");
});

test("of the first as well, and by whom or on which form", async () => {
  const { t, who, before, after } = await bothAnswered();
  await aResponse(t, after, sdqSheet(Array(25).fill(0)));
  const measures = `/enrolments/${who.enrolmentId}/measures`;
  for (const [at, [how, words]] of Object.entries({
    "another-informant": "somebody else",
    "another-form": "another form",
  }).entries()) {
    await t.post(`/assessments/${before.id}/otherwise`, {
      key: t.newId(),
      version: String(3 + at),
      how,
      why: "She said so",
    });
    expect(await said(t, measures)).toContain(words);
  }
});

test("a child outside the ages of the form stays what it is; another provider finds nothing", async () => {
  const { t, after, url } = await bothAnswered({ unpairedReason: "child-outside-age-range" });
  await aResponse(t, after, sdqSheet(Array(25).fill(0)));
  const typed = { key: t.newId(), version: "3", how: "as-fixed", why: "A mistake" };
  expect((await t.post(url, typed)).status).toBe(409);
  expect(await reasonOf(t, after)).toBe("child-outside-age-range");
  expect((await t.as("rory").post(url, { ...typed, key: t.newId() })).status).toBe(404);
});
