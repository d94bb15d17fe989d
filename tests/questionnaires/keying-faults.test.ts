import { sql } from "kysely";
import { expect, test } from "vitest";
import { testApp } from "../support/app.ts";
import { anAssessment, sdqSheet, someGoals } from "../support/assessment-factories.ts";
import { aCheck } from "../support/behaviour-factories.ts";
import { byTag } from "../support/html.ts";
import { anEnrolment, aRun } from "../support/run-factories.ts";
import { keyedForm } from "./keyed-form.ts";

async function start(measureId: string, given: Parameters<typeof anAssessment>[2] = {}) {
  const t = await testApp({ as: "bob" });
  const who = await anEnrolment(t, { run: await aRun(t) });
  const assessment = await anAssessment(t, who, { measureId, ...given });
  return { t, who, assessment, url: `/assessments/${assessment.id}/keying` };
}

test("when the trail can't be written nothing is kept: no response, no score, no concern, no state", async () => {
  const { t, assessment, url } = await start("phq-9");
  await sql`alter table audit rename column request_id to elsewhere`.execute(t.db);
  const res = await t.post(url, keyedForm(t, [1, 1, 1, 1, 1, 1, 1, 1, 3]));
  expect(res.status).toBe(500);
  for (const table of ["response", "response_assessment", "answer", "score", "concern", "measure_version"] as const)
    expect(await t.db.selectFrom(table).selectAll().execute(), table).toEqual([]);
  const state = await t.db.selectFrom("assessment").where("id", "=", assessment.id).select("state").executeTakeFirst();
  expect(state).toEqual({ state: "scheduled" });
});

test("the form of an SDQ has a row a question for the keyboard, and says which are skipped", async () => {
  const { t, url } = await start("sdq-p4-17");
  const html = await (await t.get(url)).text();
  expect(html).toContain("data-keys");
  const rows = byTag(html, "fieldset").filter(({ attrs }) => attrs.some(({ name }) => name === "data-keys-row"));
  expect(rows).toHaveLength(33);
  expect(html).toContain("0 of 33 answered");
  expect(html).toContain("Only when item 26 is 1, 2 or 3");
  expect(html.length).toBeLessThan(90_000);
});

test("an answer to what the form says to skip is refused; without one it is kept as not applicable", async () => {
  const { t, url } = await start("sdq-p4-17");
  const attributes = Array.from({ length: 25 }, () => 1);
  const wrong = await t.post(url, keyedForm(t, { ...sdqSheet(attributes), "28": 2 }));
  expect([wrong.status, await wrong.text()]).toEqual([
    422,
    expect.stringContaining("28 distress is skipped on this form"),
  ]);
  const plain = Object.fromEntries([...attributes, 0].map((value, at) => [String(at + 1), value]));
  expect((await t.post(url, keyedForm(t, plain))).status).toBe(303);
  const skipped = await t.db.selectFrom("answer").where("value", "=", "not-applicable").select("item").execute();
  expect(skipped.map(({ item }) => item)).toEqual(["27", "28", "29", "30", "31", "32", "33"]);
});

test("a blank gate leaves what hangs on it as it was filled in", async () => {
  const { t, url } = await start("sdq-p4-17");
  expect((await t.post(url, keyedForm(t, { "1": 1, "28": 2 }))).status).toBe(303);
  const answers = await t.db.selectFrom("answer").select(["item", "value"]).orderBy("item").execute();
  expect(answers).toEqual([
    { item: "1", value: "1" },
    { item: "28", value: "2" },
  ]);
});

test("prorating shows: 7 from 6.67, 3 of 5 answered; 2 of 5 gives no score, and no total", async () => {
  const { t, assessment, url } = await start("sdq-p4-17");
  // Conduct is 5, 7 (reversed), 12, 18, 22: 2 + 2 + 0 on three of five is 6.67.
  const sheet = { "5": 2, "7": 0, "12": 0, "3": 1, "8": 1 };
  await t.post(url, keyedForm(t, sheet));
  const html = await (await t.get(`/assessments/${assessment.id}`)).text();
  for (const words of [
    "conduct 7 = 6.67 rounded, 3 of 5 answered, SDQ 1.0, scored 2 March 2026",
    "scored 2 March 2026. Prorated",
    "emotional has no score: too many answers missing, 2 of 5 answered",
    "total has no score",
  ])
    expect(html).toContain(words);
});

test("an answer given after the window closed is kept, scored, and marked late", async () => {
  const { t, assessment, url } = await start("gad-7", { closesOn: "2026-02-20" });
  expect(await (await t.get(url)).text()).toContain("window closed on 20 February 2026");
  await t.post(url, keyedForm(t, [1, 1, 1, 1, 1, 1, 1]));
  expect(await (await t.get(`/assessments/${assessment.id}`)).text()).toContain("late 10 days");
});

test("a licence that was withdrawn refuses the form, and says why", async () => {
  const { t, url } = await start("swemwbs");
  await t.db
    .insertInto("licence")
    .values({
      id: t.newId(),
      measure_id: "swemwbs",
      channel: "keyed",
      status: "withdrawn",
      reference: "R-1",
      at: "2026-01-05T09:00:00.000Z",
      by: "seed",
    })
    .execute();
  const page = await t.get(url);
  expect([page.status, await page.text()]).toEqual([409, expect.stringContaining("licence does not allow")]);
  expect((await t.post(url, keyedForm(t, [3, 3, 3, 3, 3, 3, 3]))).status).toBe(409);
  expect(await t.db.selectFrom("response").selectAll().execute()).toEqual([]);
});

test("goals are rated one by one; without goals the page says so", async () => {
  const none = await start("gbo");
  expect([(await none.t.get(none.url)).status, await (await none.t.get(none.url)).text()]).toEqual([
    409,
    expect.stringContaining("No goals have been agreed"),
  ]);
  const { t, who, assessment, url } = await start("gbo");
  await someGoals(t, who.referralId, ["School mornings", "Bedtime"]);
  const html = await (await t.get(url)).text();
  for (const words of ["School mornings", "Bedtime", 'data-key="t"']) expect(html).toContain(words);
  expect((await t.post(url, keyedForm(t, [4, 10]))).status).toBe(303);
  const scores = await t.db.selectFrom("score").orderBy("scale").select(["scale", "value"]).execute();
  expect(scores).toEqual([
    { scale: "goal-1", value: 4 },
    { scale: "goal-2", value: 10 },
  ]);
  expect(await (await t.get(`/assessments/${assessment.id}`)).text()).toContain("School mornings");
});

test("the recount asks about what was ticked at a check; another behaviour can be added without losing what was typed", async () => {
  const { t, who, url } = await start("behaviour-recount");
  await aCheck(t, who);
  const html = await (await t.get(url)).text();
  expect(html).toContain("Refuses or argues");
  expect(html).not.toContain("<b>Goes missing</b>");
  const typed = keyedForm(t, { "refuses:how-often": 4, "refuses:challenge": 3 });
  const added = await t.post(url, { ...typed, adding: "yes", another: "other" });
  const again = await added.text();
  expect(added.status).toBe(200);
  for (const words of [
    'name="added" value="other"',
    'name="i-refuses-how-often" value="4" checked',
    "What is the other",
  ])
    expect(again).toContain(words);
  const form = { ...typed, added: "other", "i-other-how-often": "not-known", words: "Bangs 👩‍👧 on <doors>" };
  expect((await t.post(url, form)).status).toBe(303);
  const answers = await t.db.selectFrom("answer").orderBy("item").select(["item", "value"]).execute();
  expect(answers).toEqual([
    { item: "other:how-often", value: "not-known" },
    { item: "other:words", value: "Bangs 👩‍👧 on <doors>" },
    { item: "refuses:challenge", value: "3" },
    { item: "refuses:how-often", value: "4" },
  ]);
  expect(await t.db.selectFrom("score").selectAll().execute()).toEqual([]);
  const later = await anAssessment(t, who, { measureId: "behaviour-recount", timepoint: "T2" });
  expect(await (await t.get(`/assessments/${later.id}/keying`)).text()).toContain("i-other-how-often");
});

test("hostile input is refused with a sentence or kept exactly, never an error", async () => {
  const { t, url } = await start("behaviour-recount");
  const base = { ...keyedForm(t, { "other:how-often": 1 }), added: "other" };
  for (const words of ["x".repeat(1_000_000), "a\u0000b"])
    expect((await t.post(url, { ...base, key: t.newId(), words })).status).toBe(422);
  expect((await t.post(url, { ...base, version: "99999999999999999999" })).status).toBe(422);
  const strange = await t.post(url, {
    ...base,
    __proto__: "x",
    constructor: "y",
    "i-__proto__": "1",
    added: "__proto__",
  });
  expect(strange.status).toBe(422);
  expect((await t.get("/assessments/../../etc/keying")).status).toBe(404);
  expect((await t.get("/assessments/%00/keying")).status).toBe(404);
});
