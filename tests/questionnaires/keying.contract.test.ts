import { expect, test } from "vitest";
import { type TestApp, testApp } from "../support/app.ts";
import { type AnAssessment, anAssessment } from "../support/assessment-factories.ts";
import { aCheck } from "../support/behaviour-factories.ts";
import { fieldsOf, validateHtml } from "../support/html.ts";
import { anEnrolment, aRun } from "../support/run-factories.ts";
import { keyedForm } from "./keyed-form.ts";

async function start(measureId = "phq-9", timepoint = "T1") {
  const t = await testApp({ as: "bob" });
  const who = await anEnrolment(t, { run: await aRun(t) });
  const assessment = await anAssessment(t, who, { measureId, timepoint });
  return { t, who, assessment, url: `/assessments/${assessment.id}/keying` };
}

const kept = (t: TestApp, { id }: AnAssessment) =>
  t.db
    .selectFrom("response_assessment as ra")
    .innerJoin("response as r", "r.id", "ra.response_id")
    .where("ra.assessment_id", "=", id)
    .orderBy("r.id")
    .select(["r.id", "r.completed_on", "r.mode", "r.late_days", "r.supersedes_id", "ra.superseded_at"])
    .execute();

const stateOf = (t: TestApp, { id }: AnAssessment) =>
  t.db.selectFrom("assessment").where("id", "=", id).select(["state", "version", "frozen_at"]).executeTakeFirst();

test("a form is keyed: its answers are kept, scored, and the assessment is done, in one commit", async () => {
  const { t, who, assessment, url } = await start();
  const res = await t.post(url, keyedForm(t, [1, 1, 2, 2, 1, 0, 1, 3, 0, 2]));
  expect([res.status, res.headers.get("location")]).toEqual([303, `/assessments/${assessment.id}?did=keyed`]);
  const [response] = await kept(t, assessment);
  expect(response).toMatchObject({ completed_on: "2026-03-02", mode: "paper", late_days: 0 });
  const score = await t.db.selectFrom("score").where("response_id", "=", response!.id).selectAll().executeTakeFirst();
  expect(score).toMatchObject({ scale: "total", value: 11, answered: 9, items: 9, prorated: "no", edition: 1 });
  expect(score!.inputs_hash).toMatch(/^[0-9a-f]{64}$/);
  expect(await stateOf(t, assessment)).toMatchObject({ state: "done", version: 3 });
  const events = await t.db
    .selectFrom("assessment_event")
    .where("assessment_id", "=", assessment.id)
    .orderBy("version")
    .select(["verb", "by"])
    .execute();
  expect(events.map(({ verb }) => verb)).toEqual(["scheduled", "started", "finished"]);
  expect(await t.audit()).toContainEqual(
    expect.objectContaining({
      verb: "write",
      subject_kind: "assessment",
      subject_id: assessment.id,
      family_id: who.familyId,
    }),
  );
  const page = await (await t.get(`/assessments/${assessment.id}`)).text();
  for (const words of ["moderate", "9 of 9 answered", "PHQ-9 1.0, scored", "Public domain"])
    expect(page).toContain(words);
});

test("a blank is no row, and is neither 0 nor not applicable", async () => {
  const { t, assessment, url } = await start();
  await t.post(url, keyedForm(t, [0, null, "not-applicable", "declined", 1, 1, 1, 1, 0]));
  const [response] = await kept(t, assessment);
  const answers = await t.db
    .selectFrom("answer")
    .where("response_id", "=", response!.id)
    .orderBy("item")
    .select(["item", "value"])
    .execute();
  expect(answers.slice(0, 3)).toEqual([
    { item: "1", value: "0" },
    { item: "3", value: "not-applicable" },
    { item: "4", value: "declined" },
  ]);
  const score = await t.db.selectFrom("score").where("response_id", "=", response!.id).selectAll().executeTakeFirst();
  expect(score).toMatchObject({ value: null, reason: "too-many-missing", answered: 6, items: 9 });
  const page = await (await t.get(`/assessments/${assessment.id}`)).text();
  for (const words of ["No score: too many answers missing", "left blank", "preferred not to say", "does not apply"])
    expect(page).toContain(words);
});

test("a risk answer raises a concern in the same commit, also when other answers are missing", async () => {
  const { t, who, assessment, url } = await start();
  const res = await t.post(url, keyedForm(t, [null, null, null, null, null, null, null, null, 2]));
  expect(res.status).toBe(303);
  const [response] = await kept(t, assessment);
  const concerns = await t.db.selectFrom("concern").where("source_id", "=", response!.id).selectAll().execute();
  expect(concerns).toEqual([
    expect.objectContaining({
      source: "answer",
      kind: "risk-answer",
      about_id: who.carerId,
      organisation_id: t.organisations.willow,
      due_at: "2026-03-02T11:00:00.000Z",
    }),
  ]);
  const page = await (await t.get(res.headers.get("location")!)).text();
  for (const words of ["An answer needs a person now", `/concerns/${concerns[0]!.id}`, "999", "116 123", "111"])
    expect(page).toContain(words);
});

test("what was keyed wrong is told item by item, and everything typed is kept", async () => {
  const { t, assessment, url } = await start();
  const form = { ...keyedForm(t, [1, 2, 3]), "i-4": "7", "i-5": "\u0000<i>", mode: "", "completedOn-month": "13" };
  const res = await t.post(url, form);
  const html = await res.text();
  expect(res.status).toBe(422);
  for (const words of [
    "4 tiredness: “7” is not one of 0, 1, 2, 3",
    "Select how it was filled in",
    "Date it was filled in must be a real date",
    'name="i-3" value="3" checked',
    'value="13"',
  ])
    expect(html).toContain(words);
  expect(html).not.toContain("<i>");
  expect(await kept(t, assessment)).toEqual([]);
  expect(await stateOf(t, assessment)).toEqual({ state: "scheduled", version: 1, frozen_at: null });
});

test("a day in the future, and a form without an answer, are refused", async () => {
  const { t, url } = await start();
  const late = await t.post(url, { ...keyedForm(t, [1]), "completedOn-day": "3" });
  expect([late.status, await late.text()]).toEqual([422, expect.stringContaining("between 2 August 2025 and today")]);
  const empty = await t.post(url, keyedForm(t, [null, "declined"]));
  expect([empty.status, await empty.text()]).toEqual([422, expect.stringContaining("Key at least one answer")]);
});

test("the same form sent twice is kept once", async () => {
  const { t, assessment, url } = await start();
  const form = keyedForm(t, [1, 1, 1, 1, 1, 1, 1, 1, 0]);
  const [first, second] = [await t.post(url, form), await t.post(url, form)];
  expect([first.status, second.status, second.headers.get("location")]).toEqual([
    303,
    303,
    first.headers.get("location"),
  ]);
  expect(await kept(t, assessment)).toHaveLength(1);
});

test("two people keying the same form at once: one wins, the other sees both", async () => {
  const { t, assessment, url } = await start();
  const forms = [keyedForm(t, [1, 1, 1, 1, 1, 1, 1, 1, 0]), keyedForm(t, [2, 1, 1, 1, 1, 1, 1, 1, 0])];
  const all = await Promise.all(forms.map((form) => t.post(url, form)));
  expect(all.map(({ status }) => status).sort()).toEqual([303, 409]);
  expect(await kept(t, assessment)).toHaveLength(1);
  const html = await all.find(({ status }) => status === 409)!.text();
  for (const words of ["This was changed", "keyed by Bob Facilitator", "Where the two differ", "1 interest"])
    expect(html).toContain(words);
});

test("a form opened before another was kept is noticed, and can be sent again as a correction", async () => {
  const { t, assessment, url } = await start();
  await t.post(url, keyedForm(t, [1, 1, 1, 1, 1, 1, 1, 1, 0]));
  const stale = await t.post(url, keyedForm(t, [3, 1, 1, 1, 1, 1, 1, 1, 0]));
  expect([stale.status, await stale.text()]).toEqual([409, expect.stringContaining("some days")]);
  const again = { ...keyedForm(t, [3, 1, 1, 1, 1, 1, 1, 1, 0]), version: 3 };
  expect((await t.post(url, again)).status).toBe(422);
  const res = await t.post(url, { ...again, key: t.newId(), reason: "Item 1 was misread" });
  expect(res.headers.get("location")).toBe(`/assessments/${assessment.id}?did=corrected`);
  const [old, live] = await kept(t, assessment);
  expect([old!.superseded_at !== null, live!.supersedes_id, live!.superseded_at]).toEqual([true, old!.id, null]);
  const page = await (await t.get(`/assessments/${assessment.id}`)).text();
  for (const words of ["Item 1 was misread", "Replaced", "In use", "To correct the answers"])
    expect(page).toContain(words);
});

test("a form that was wrong and is sent again still notices what was kept meanwhile", async () => {
  const { t, url } = await start();
  expect((await t.post(url, keyedForm(t, [1, 1, 2, 2, 1, 0, 1, 3, 0, 2]))).status).toBe(303);
  const wrong = await t.post(url, { ...keyedForm(t, [3, 3, 3, 3, 3, 3, 3, 3, 3, 3]), mode: "" });
  const { version } = fieldsOf(await wrong.text());
  expect([wrong.status, version]).toEqual([422, ["1"]]);
  const again = await t.post(url, { ...keyedForm(t, [3, 3, 3, 3, 3, 3, 3, 3, 3, 3]), version, reason: "Read again" });
  expect(again.status).toBe(409);
});

test("a correction that leaves a risk answer as it was raises nothing twice; a higher one does", async () => {
  const { t, who, url } = await start();
  const concerns = () => t.db.selectFrom("concern").where("family_id", "=", who.familyId).select("id").execute();
  await t.post(url, keyedForm(t, [1, 1, 1, 1, 1, 1, 1, 1, 1]));
  await t.post(url, { ...keyedForm(t, [2, 1, 1, 1, 1, 1, 1, 1, 1]), version: 3, reason: "Item 1" });
  expect(await concerns()).toHaveLength(1);
  await t.post(url, { ...keyedForm(t, [2, 1, 1, 1, 1, 1, 1, 1, 3]), version: 5, reason: "Item 9" });
  expect(await concerns()).toHaveLength(2);
});

test("another organisation's assessment is not found; who may not key is refused", async () => {
  const { t, assessment, url } = await start();
  const form = keyedForm(t, [1, 1, 1, 1, 1, 1, 1, 1, 0]);
  for (const path of [url, `/assessments/${assessment.id}`]) expect((await t.as("rory").get(path)).status).toBe(404);
  expect((await t.as("rory").post(url, form)).status).toBe(404);
  for (const name of ["cora", "alice", "erin", "ada", "audrey"] as const)
    expect((await t.as(name).post(url, form)).status).toBe(403);
  expect(await kept(t, assessment)).toEqual([]);
});

test("when and how a pack was filled in is said once: the next form starts from it, and a form of its own says so", async () => {
  const t = await testApp({ as: "bob" });
  const who = await anEnrolment(t, { run: await aRun(t) });
  const first = await anAssessment(t, who, { measureId: "gad-7" });
  const second = await anAssessment(t, who, { measureId: "phq-9", packId: first.packId, position: 2 });
  const third = await anAssessment(t, who, { measureId: "ecbi", packId: first.packId, position: 3 });
  const alone = await anAssessment(t, who, { measureId: "gad-7", timepoint: "T2" });
  const said = "as the rest of this pack";
  const pageOf = async (id: string, kind = "keying") => (await t.get(`/assessments/${id}/${kind}`)).text();
  expect(await pageOf(first.id)).not.toContain(said);
  const filled = { "completedOn-day": "24", "completedOn-month": "2", "completedOn-year": "2026", mode: "in-session" };
  expect(
    (await t.post(`/assessments/${first.id}/keying`, { ...keyedForm(t, [1, 1, 1, 1, 1, 1, 1]), ...filled })).status,
  ).toBe(303);
  for (const html of [await pageOf(second.id), await pageOf(third.id, "totals")]) {
    expect(html).toContain("Filled in on 24 February 2026, on paper, in a session, as the rest of this pack");
    expect(fieldsOf(html)).toMatchObject({ "completedOn-day": ["24"], mode: ["in-session"] });
    expect(validateHtml(html)).toEqual([]);
  }
  expect(await pageOf(alone.id)).not.toContain(said);
  expect(await pageOf(first.id)).not.toContain(said);
});

test("a recount shows what was told as its result, without being asked", async () => {
  const t = await testApp({ as: "bob" });
  const who = await anEnrolment(t, { run: await aRun(t) });
  await aCheck(t, who);
  const { id } = await anAssessment(t, who, { measureId: "behaviour-recount" });
  const form = { ...keyedForm(t, {}), "i-refuses-how-often": "4", "i-refuses-challenge": "2" };
  const sent = await t.post(`/assessments/${id}/keying`, form);
  const html = await (await t.get(sent.headers.get("location")!)).text();
  const result = html.slice(html.indexOf("What was told"), html.indexOf("Show the answers"));
  for (const words of ["Refuses or argues", "several times a week", "quite a lot"]) expect(result).toContain(words);
});
