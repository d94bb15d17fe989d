import { expect, test } from "vitest";
import { testApp } from "../support/app.ts";
import { aReferral } from "../support/referral-factories.ts";
import { referralRow } from "../support/referral-rows.ts";
import { ANSWERS, aStartedDraft, fillDraft } from "../support/referral-steps.ts";

const HOSTILE = "﷽ 👩‍👧 evil __proto__ <script>alert(1)</script> O’Neill";

test("what is saved on a page is there again, in another browser or after a restart", async () => {
  const t = await testApp({ as: "alice" });
  const started = await aStartedDraft(t);
  await fillDraft(t, started);
  const goals = await (await t.as("nadia").get(`/referrals/${started.id}/goals`)).text();
  expect(goals).toContain('value="Get to school without a row"');
  const reason = await (await t.get(`/referrals/${started.id}/reason`)).text();
  expect(reason).toContain("Mornings before school are very hard.");
  const free = await (await t.get(`/referrals/${started.id}/availability`)).text();
  expect(free).toMatch(/value="4-evening" checked/);
});

test("two people on one page: the second sees both texts and nothing is lost", async () => {
  const t = await testApp({ as: "alice" });
  const { id } = await aStartedDraft(t);
  const { version } = await referralRow(t, id);
  const reason = (text: string, key: string) => ({ version, key: `${key}-${id}`, source: "1C", reason: text });
  await t.as("nadia").post(`/referrals/${id}/reason`, reason("Nadia’s words", "n"));
  const res = await t.post(`/referrals/${id}/reason`, reason("Alice’s words", "a"));
  const html = await res.text();
  expect(res.status).toBe(409);
  for (const said of ["Nadia’s words", "Alice’s words", "Nadia Manager"]) expect(html).toContain(said);
  expect((await referralRow(t, id)).reason).toBe("Nadia’s words");
});

test("at the same moment, one of two is told", async () => {
  const t = await testApp({ as: "alice" });
  const { id } = await aStartedDraft(t);
  const { version } = await referralRow(t, id);
  const answers = await Promise.all(
    ["a", "b"].map((key) =>
      t.post(`/referrals/${id}/goals`, { version, key: `${key}-${id}`, words1: `Goal of ${key}`, whose1: "carer" }),
    ),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
});

test("strange text is kept to the letter and never runs", async () => {
  const t = await testApp({ as: "alice" });
  const { id } = await aStartedDraft(t);
  const { version } = await referralRow(t, id);
  const res = await t.post(`/referrals/${id}/reason`, { version, key: `h-${id}`, source: "1C", reason: HOSTILE });
  expect(res.status).toBe(303);
  expect((await referralRow(t, id)).reason).toBe(HOSTILE);
  const html = await (await t.get(`/referrals/${id}/reason`)).text();
  expect(html).not.toContain("<script>alert");
});

test.each([
  ["reason", { source: "1C", reason: "x".repeat(1_000_000) }, "must be 2000 characters or fewer"],
  ["reason", { source: "1C", reason: "a\u0000b" }, "be stored \\(a NUL\\)"],
  ["reason", { source: "1C", reason: "She \u202esaid" }, "be stored, after “She”"],
  ["reason", { source: "__proto__", reason: "a" }, "Select who first brought the carer"],
  ["carer-and-child", { child: "__proto__" }, "Select a child of this family"],
  ["agreements", { share: "given", how: "in-person" }, "Select at least one way"],
  ["agreements", { share: "constructor", "contact-text": "given", how: "in-person" }, "Select whether"],
  ["availability", { free: "9-midnight" }, "Select times from the list"],
  ["availability", {}, "Select at least one time"],
  ["needs", { childcare: "maybe", transport: "no" }, "Select one of the answers"],
  ["goals", { words1: "x".repeat(301), whose1: "carer" }, "must be 300 characters or fewer"],
] as const)("%s refuses what can’t be right and keeps what was typed", async (task, fields, sentence) => {
  const t = await testApp({ as: "alice" });
  const { id } = await aStartedDraft(t);
  const { version } = await referralRow(t, id);
  const res = await t.post(`/referrals/${id}/${task}`, { version, key: `bad-${id}`, ...fields });
  expect(res.status).toBe(422);
  expect(await res.text()).toMatch(new RegExp(sentence));
  expect((await referralRow(t, id)).version).toBe(version);
});

test("a version that is no number is refused", async () => {
  const t = await testApp({ as: "alice" });
  const { id, household } = await aStartedDraft(t);
  for (const version of ["", "1e999", "-1", "NaN", "99999999999999999999"]) {
    const fields = { version, key: `v-${version}-${id}`, ...ANSWERS(household.childId).reason };
    expect([409, 422]).toContain((await t.post(`/referrals/${id}/reason`, fields)).status);
  }
});

test("a draft is nobody else’s: not the provider’s, not another team’s, not an evaluator’s", async () => {
  const t = await testApp({ as: "alice" });
  const referral = await aReferral(t).draft();
  for (const page of ["", "/goals", "/check-answers", "/withdrawal"]) {
    expect((await t.as("bob").get(`/referrals/${referral.id}${page}`)).status).toBe(404);
    expect((await t.as("charlie").get(`/referrals/${referral.id}${page}`)).status).toBe(404);
    expect((await t.as("erin").get(`/referrals/${referral.id}${page}`)).status).toBe(403);
  }
});

test("an agreement is written when it changes, taken back by a no, and what nobody asked about is no answer of the carer’s (P10)", async () => {
  const t = await testApp({ as: "alice" });
  const started = await aStartedDraft(t);
  const say = async (answers: Record<string, string>, key: string) => {
    const { version } = await referralRow(t, started.id);
    const fields = { version, key: `${key}-${started.id}`, share: "given", how: "in-person", ...answers };
    expect((await t.post(`/referrals/${started.id}/agreements`, fields)).status).toBe(303);
  };
  const answers = async () => {
    const rows = await t.db
      .selectFrom("agreement")
      .where("person_id", "=", started.household.carerId)
      .orderBy("id")
      .select(["purpose", "answer"])
      .execute();
    return rows.map(({ purpose, answer }) => `${purpose} ${answer}`);
  };
  await say({ "contact-telephone": "given", "contact-text": "given", "contact-letter": "declined" }, "a");
  const first = [
    "share-with-provider given",
    "contact-telephone given",
    "contact-text given",
    "contact-letter declined",
  ];
  expect(await answers()).toEqual(first);
  await say({ "contact-telephone": "given", "contact-text": "given", "contact-letter": "declined" }, "b");
  expect(await answers()).toEqual(first);
  await say({ "contact-telephone": "given", "contact-text": "declined", "contact-letter": "not-asked" }, "c");
  expect(await answers()).toEqual([...first, "contact-text withdrawn", "contact-letter not-asked"]);
});

test("a draft can be discarded, and then the provider never hears of it", async () => {
  const t = await testApp({ as: "alice" });
  const draft = await aReferral(t).draft();
  const fields = { version: draft.version, key: `d-${draft.id}`, reason: "made-in-error" };
  expect((await t.post(`/referrals/${draft.id}/withdrawal`, fields)).status).toBe(303);
  expect((await referralRow(t, draft.id)).state).toBe("closed");
  expect((await t.as("bob").get(`/referrals/${draft.id}`)).status).toBe(404);
  expect((await t.get(`/referrals/${draft.id}`)).status).toBe(200);
});
