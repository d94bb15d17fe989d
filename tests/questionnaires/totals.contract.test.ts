import { expect, test } from "vitest";
import { type TestApp, testApp } from "../support/app.ts";
import { type AnAssessment, anAssessment } from "../support/assessment-factories.ts";
import { aLicence } from "../support/registry-factories.ts";
import { anEnrolment, aRun } from "../support/run-factories.ts";
import { keyedForm } from "./keyed-form.ts";
import { totalsForm } from "./totals-form.ts";

async function start(measureId = "ecbi") {
  const t = await testApp({ as: "bob" });
  const who = await anEnrolment(t, { run: await aRun(t) });
  const assessment = await anAssessment(t, who, { measureId });
  return { t, who, assessment, url: `/assessments/${assessment.id}/totals`, show: `/assessments/${assessment.id}` };
}

const kept = (t: TestApp, { id }: AnAssessment) =>
  t.db
    .selectFrom("response_assessment as ra")
    .innerJoin("response as r", "r.id", "ra.response_id")
    .where("ra.assessment_id", "=", id)
    .orderBy("r.id")
    .select(["r.id", "r.completed_on", "r.mode", "r.supersedes_id", "ra.superseded_at"])
    .execute();

const rowsOf = async (t: TestApp, responseId: string) => ({
  answers: await t.db
    .selectFrom("answer")
    .where("response_id", "=", responseId)
    .orderBy("item")
    .select(["item", "value"])
    .execute(),
  scores: await t.db
    .selectFrom("score")
    .where("response_id", "=", responseId)
    .orderBy("scale")
    .select(["scale", "value", "reason", "answered", "items", "edition"])
    .execute(),
});

test("totals are kept as the scores of their scales; a blank one has no score; the assessment is done, in one commit", async () => {
  const { t, who, assessment, url, show } = await start();
  const res = await t.post(url, { ...totalsForm(t, { intensity: "131" }), mode: "totals" });
  expect([res.status, res.headers.get("location")]).toEqual([303, `${show}?did=keyed`]);
  const [response] = await kept(t, assessment);
  expect(response).toMatchObject({ completed_on: "2026-03-02", mode: "totals" });
  expect(await rowsOf(t, response!.id)).toEqual({
    answers: [{ item: "total:intensity", value: "131" }],
    scores: [
      { scale: "intensity", value: 131, reason: null, answered: 1, items: 1, edition: 1 },
      { scale: "problem", value: null, reason: "not-answered", answered: 0, items: 1, edition: 1 },
    ],
  });
  const events = await t.db
    .selectFrom("assessment_event")
    .where("assessment_id", "=", assessment.id)
    .orderBy("version")
    .select("verb")
    .execute();
  expect(events.map(({ verb }) => verb)).toEqual(["scheduled", "started", "finished"]);
  const version = t.db.selectFrom("measure_version").where("measure_id", "=", "ecbi").select("edition");
  expect(await version.execute()).toEqual([{ edition: 1 }]);
  expect(await t.audit()).toContainEqual(
    expect.objectContaining({ verb: "write", subject_id: assessment.id, family_id: who.familyId }),
  );
  const html = await (await t.get(show)).text();
  for (const words of ["131", "No score: not answered", "Totals only", "Total typed: Intensity", `href="${url}"`])
    expect(html).toContain(words);
});

test("what a scale can’t have is told scale by scale, and everything typed is kept", async () => {
  const { t, assessment, url } = await start();
  const form = { ...totalsForm(t, { intensity: "300", problem: "1e1" }), mode: "", "completedOn-month": "13" };
  const res = await t.post(url, form);
  const html = await res.text();
  expect(res.status).toBe(422);
  for (const words of [
    "Intensity: 300 is not within 36 to 252",
    "Problem: enter a number, 0 to 36",
    "Select how it was filled in",
    "Date it was filled in must be a real date",
    'value="300"',
    'value="1e1"',
    'value="13"',
  ])
    expect(html).toContain(words);
  expect(await kept(t, assessment)).toEqual([]);
});

test("a total that its parts do not make, a decimal of a whole scale, hostile text and nothing at all are refused", async () => {
  const { t, assessment, url } = await start("sdq-p4-17");
  const sum = await t.post(url, totalsForm(t, { emotional: 1, conduct: 2, hyperactivity: 3, peer: 4, total: 11 }));
  expect([sum.status, await sum.text()]).toEqual([422, expect.stringContaining("is not the sum of")]);
  for (const typed of ["1.5", "-1", "\u0000", "９", "0x1", "NaN", "__proto__", "9".repeat(100_000), "<i>1</i>"]) {
    const res = await t.post(url, totalsForm(t, { conduct: typed }));
    expect([res.status, (await res.text()).includes("<i>")]).toEqual([422, false]);
  }
  const none = await t.post(url, totalsForm(t, { conduct: " " }));
  expect([none.status, await none.text()]).toEqual([422, expect.stringContaining("Type at least one total")]);
  expect(await kept(t, assessment)).toEqual([]);
});

test("the same totals sent twice are kept once; of two people one wins and the other sees both", async () => {
  const { t, assessment, url } = await start();
  const form = totalsForm(t, { intensity: 120, problem: 9 });
  expect([(await t.post(url, form)).status, (await t.post(url, form)).status]).toEqual([303, 303]);
  expect(await kept(t, assessment)).toHaveLength(1);
  const late = await t.post(url, totalsForm(t, { intensity: 140, problem: 9 }));
  const html = await late.text();
  expect(late.status).toBe(409);
  for (const words of ["This was changed", "Bob Facilitator", "Where the two differ", "120", 'value="140"'])
    expect(html).toContain(words);
});

test("two people typing at once: one is kept", async () => {
  const { t, assessment, url } = await start();
  const both = [totalsForm(t, { intensity: 120 }), totalsForm(t, { intensity: 121 })];
  const all = await Promise.all(both.map((form) => t.post(url, form)));
  expect(all.map(({ status }) => status).sort()).toEqual([303, 409]);
  expect(await kept(t, assessment)).toHaveLength(1);
});

test("a correction needs a reason, starts from what is there, and keeps the old totals beside the new", async () => {
  const { t, assessment, url, show } = await start();
  await t.post(url, totalsForm(t, { intensity: 120, problem: 9 }));
  expect(await (await t.get(url)).text()).toContain('value="120"');
  const again = { ...totalsForm(t, { intensity: 102, problem: 9 }), version: 3 };
  const bare = await t.post(url, again);
  expect([bare.status, await bare.text()]).toEqual([422, expect.stringContaining("why the answers are corrected")]);
  const res = await t.post(url, { ...again, key: t.newId(), reason: "Digits were swapped" });
  expect(res.headers.get("location")).toBe(`${show}?did=corrected`);
  const [old, live] = await kept(t, assessment);
  expect([old!.superseded_at !== null, live!.supersedes_id, live!.superseded_at]).toEqual([true, old!.id, null]);
});

test("where both are permitted keying and totals lead to each other, and totals may replace keyed answers", async () => {
  const { t, assessment, url, show } = await start("gad-7");
  expect(await (await t.get(`${show}/keying`)).text()).toContain(`href="${url}">type totals instead`);
  expect(await (await t.get(url)).text()).toContain(`href="${show}/keying">key the answers instead`);
  await t.post(`${show}/keying`, keyedForm(t, [1, 1, 1, 1, 1, 1, 1]));
  expect(await (await t.get(url)).text()).toContain("The answers themselves were keyed");
  const res = await t.post(url, { ...totalsForm(t, { total: 15 }), version: 3, reason: "Only the total is right" });
  expect(res.status).toBe(303);
  const live = (await kept(t, assessment)).find(({ superseded_at }) => superseded_at === null);
  expect((await rowsOf(t, live!.id)).scores).toMatchObject([{ scale: "total", value: 15 }]);
  const html = await (await t.get(show)).text();
  for (const words of ["severe", "Total typed: Anxiety"]) expect(html).toContain(words);
});

test("a total of a form with a risk item says that it does not show it", async () => {
  const { t, url } = await start("phq-9");
  expect(await (await t.get(url)).text()).toContain("A total does not show item 9");
});

test("of a measure of totals the keying page leads to its totals", async () => {
  const { t, assessment, url } = await start();
  const res = await t.get(`/assessments/${assessment.id}/keying`);
  expect([res.status, res.headers.get("location")]).toEqual([303, url]);
  expect((await t.post(`/assessments/${assessment.id}/keying`, keyedForm(t, [1]))).status).toBe(409);
});

test("what takes no totals, and a form that the carer preferred not to answer, say so", async () => {
  const recount = await start("behaviour-recount");
  const own = await recount.t.get(recount.url);
  expect([own.status, await own.text()]).toEqual([409, expect.stringContaining("its answers are keyed")]);
  const { t, url, show } = await start();
  await t.post(`${show}/preferred-not-to`, { version: 1, key: t.newId() });
  for (const res of [await t.get(url), await t.post(url, { ...totalsForm(t, { intensity: 90 }), version: 2 })])
    expect([res.status, await res.text()]).toEqual([409, expect.stringContaining("preferred not to answer")]);
});

test("another organisation's assessment is not found; who may not key is refused", async () => {
  const { t, assessment, url } = await start();
  const form = totalsForm(t, { intensity: 90 });
  expect([(await t.as("rory").get(url)).status, (await t.as("rory").post(url, form)).status]).toEqual([404, 404]);
  for (const name of ["cora", "alice", "erin", "ada", "audrey"] as const)
    expect([(await t.as(name).get(url)).status, (await t.as(name).post(url, form)).status]).toEqual([403, 403]);
  expect(await kept(t, assessment)).toEqual([]);
});

test("a licence that ends stops totals at once, and each channel by itself", async () => {
  const { t, assessment, url, show } = await start("k6");
  await aLicence(t, { measureId: "k6", channel: "keyed", status: "withdrawn" });
  const blocked = await t.get(`${show}/keying`);
  expect([blocked.status, await blocked.text()]).toEqual([409, expect.stringContaining(`href="${url}"`)]);
  expect((await t.get(url)).status).toBe(200);
  await aLicence(t, { measureId: "k6", channel: "totals", status: "withdrawn" });
  for (const res of [await t.get(url), await t.post(url, totalsForm(t, { total: 4 }))])
    expect([res.status, await res.text()]).toEqual([409, expect.stringContaining("does not allow its totals")]);
  expect(await kept(t, assessment)).toEqual([]);
});
