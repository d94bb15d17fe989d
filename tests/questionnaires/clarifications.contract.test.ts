import { expect, test } from "vitest";
import { type TestApp, testApp } from "../support/app.ts";
import { anAssessment, aQuery, aResponse } from "../support/assessment-factories.ts";
import { anEnrolment, aRun } from "../support/run-factories.ts";
import { keyedForm } from "./keyed-form.ts";

const SEVEN = [1, 1, 2, 2, 1, 0, 1];

async function answered() {
  const t = await testApp({ as: "bob" });
  const who = await anEnrolment(t, { run: await aRun(t) });
  const asked = await anAssessment(t, who, { measureId: "gad-7" });
  const { id: responseId } = await aResponse(t, asked, SEVEN);
  return { t, who, asked, responseId, url: `/assessments/${asked.id}/clarifications` };
}

async function inDoubt() {
  const made = await answered();
  const clarificationId = await aQuery(made.t, made.asked, made.responseId, "2");
  return { ...made, clarificationId, answering: `${made.url}/${clarificationId}/answering` };
}

const kept = (t: TestApp, assessmentId: string) =>
  t.db
    .selectFrom("clarification as q")
    .innerJoin("clarification_event as v", "v.clarification_id", "q.id")
    .where("q.assessment_id", "=", assessmentId)
    .orderBy("v.version")
    .select(["q.item", "q.state", "v.verb", "v.note"])
    .execute();

test("an answer is marked as doubtful with a note, and stands on the follow-up list", async () => {
  const { t, who, asked, url } = await answered();
  expect(await (await t.get("/follow-up")).text()).not.toContain("in doubt");
  const res = await t.post(url, { item: "2", note: "Two boxes <b>ticked</b>", key: t.newId() });
  expect([res.status, res.headers.get("location")]).toEqual([303, `${url}?did=asked`]);
  expect(await kept(t, asked.id)).toEqual([
    { item: "2", state: "asked", verb: "asked", note: "Two boxes <b>ticked</b>" },
  ]);
  const list = await (await t.get("/follow-up")).text();
  for (const words of ["1 answer is in doubt", "item 2", "Two boxes &lt;b&gt;ticked", url])
    expect(list).toContain(words);
  expect(await t.audit()).toContainEqual(
    expect.objectContaining({ verb: "write", subject_kind: "clarification", family_id: who.familyId }),
  );
  expect(await (await t.get(`/assessments/${asked.id}`)).text()).toContain(url);
});

test("what is missing or no answer of this form is told, and what was typed stays", async () => {
  const { t, asked, url } = await answered();
  for (const [item, note, sentence] of [
    ["", "Typed before", "Select the answer"],
    ["__proto__", "Typed before", "Select the answer"],
    ["99", "😀‮ Typed before", "Select the answer"],
    ["2", "", "Enter what is doubtful"],
    ["2", "x".repeat(501), "must be 500 characters or fewer"],
    ["2", "x".repeat(1e6), "must be 500 characters or fewer"],
    ["2", "\u0000", "can’t be stored"],
  ] as const) {
    const res = await t.post(url, { item, note, key: t.newId() });
    const html = await res.text();
    expect([res.status, html.replaceAll("&#39;", "’").replaceAll("'", "’").includes(sentence)]).toEqual([422, true]);
    if (note.endsWith("Typed before")) expect(html).toContain(note);
  }
  expect(await kept(t, asked.id)).toEqual([]);
});

test("the same form counts once, and a second clarification on the same answer is refused while one is open", async () => {
  const { t, asked, url } = await answered();
  const form = { item: "2", note: "Unclear", key: t.newId() };
  const both = await Promise.all([t.post(url, form), t.post(url, form)]);
  expect(both.map(({ status }) => status)).toEqual([303, 303]);
  const again = await t.post(url, { item: "2", note: "Mine too", key: t.newId() });
  const html = await again.text();
  expect([again.status, html.includes("asked about this answer already"), html.includes("Mine too")]).toEqual([
    409,
    true,
    true,
  ]);
  expect(await kept(t, asked.id)).toHaveLength(1);
});

test("a clarification is answered, and the answer that was doubted stays", async () => {
  const { t, asked, responseId, answering, url } = await inDoubt();
  const res = await t.post(answering, { version: 1, note: "The carer says 1", key: t.newId() });
  expect([res.status, res.headers.get("location")]).toEqual([303, `${url}?did=answered`]);
  expect((await kept(t, asked.id)).map(({ state, verb }) => [state, verb])).toEqual([
    ["answered", "asked"],
    ["answered", "answered"],
  ]);
  const answers = await t.db.selectFrom("answer").where("response_id", "=", responseId).selectAll().execute();
  expect(answers).toHaveLength(7);
  const page = await (await t.get(url)).text();
  expect(page).toContain("The carer says 1");
  expect(page).not.toContain("Answer this");
  expect(await (await t.get("/follow-up")).text()).not.toContain("in doubt");
});

test("an answer without words is told, and one that comes too late shows what was typed", async () => {
  const { t, answering } = await inDoubt();
  expect((await t.post(answering, { version: 1, note: " ", key: t.newId() })).status).toBe(422);
  await t.post(answering, { version: 1, note: "First", key: t.newId() });
  const late = await t.post(answering, { version: 1, note: "Second, by hand", key: t.newId() });
  const html = await late.text();
  expect([late.status, html.includes("Second, by hand"), html.includes("First")]).toEqual([409, true, true]);
});

test("two answers at the same moment: one is kept", async () => {
  const { t, asked, answering } = await inDoubt();
  const post = (note: string) => t.post(answering, { version: 1, note, key: t.newId() });
  const statuses = (await Promise.all([post("one"), post("two")])).map(({ status }) => status).toSorted();
  expect(statuses).toEqual([303, 409]);
  expect(await kept(t, asked.id)).toHaveLength(2);
});

test("a correction of the doubted answer settles its clarification with the reason; of another it leaves it open", async () => {
  const { t, asked } = await inDoubt();
  const correct = (answers: number[], version: number) =>
    t.post(`/assessments/${asked.id}/keying`, { ...keyedForm(t, answers), version, reason: "Misread" });
  expect((await correct([1, 1, 2, 2, 1, 0, 3], 3)).status).toBe(303);
  expect((await kept(t, asked.id)).at(-1)).toMatchObject({ state: "asked" });
  expect((await correct([1, 2, 2, 2, 1, 0, 3], 5)).status).toBe(303);
  expect((await kept(t, asked.id)).at(-1)).toMatchObject({ state: "corrected", verb: "corrected", note: "Misread" });
});

test("what is not answered yet has no clarifications; another provider finds none, and a worker of a team may not ask", async () => {
  const { t, who, url, answering } = await inDoubt();
  const waiting = await anAssessment(t, who, { measureId: "phq-9" });
  expect((await t.get(`/assessments/${waiting.id}/clarifications`)).status).toBe(404);
  for (const path of [url, answering]) {
    expect((await t.as("rory").post(path, { item: "2", note: "x", key: t.newId() })).status).toBe(404);
    expect((await t.as("alice").post(path, { item: "2", note: "x", key: t.newId() })).status).toBe(403);
  }
  expect((await t.as("rory").get(url)).status).toBe(404);
  expect((await t.post(`${url}/no-such/answering`, { version: 1, note: "x", key: t.newId() })).status).toBe(404);
});
