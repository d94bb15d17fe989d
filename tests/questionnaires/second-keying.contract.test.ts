import { expect, test } from "vitest";
import { type TestApp, testApp } from "../support/app.ts";
import { anAssessment } from "../support/assessment-factories.ts";
import { anEnrolment, aRun } from "../support/run-factories.ts";
import { aDrawnResponse, aSecondKeying, coraKeys, secondKeyingOn } from "../support/second-keying-factories.ts";
import { keyedForm } from "./keyed-form.ts";

const FIRST = [1, 1, 2, 2, 1, 0, 1];

async function drawn() {
  const t = await testApp({ as: "bob" });
  const who = await anEnrolment(t, { run: await aRun(t) });
  const asked = await anAssessment(t, who, { measureId: "gad-7" });
  const response = await aDrawnResponse(t, asked, FIRST);
  const at = (page: string) => `/assessments/${asked.id}/${page}`;
  return { t, who, asked, response, again: at("second-keying"), settle: at("adjudication") };
}

async function differing(second: Readonly<Record<string, number | null>> = { "2": 3 }) {
  const made = await drawn();
  await aSecondKeying(made.t, made.response.id, second);
  return made;
}

const answersOf = (t: TestApp, responseId: string) =>
  t.db
    .selectFrom("answer")
    .where("response_id", "=", responseId)
    .orderBy("keying")
    .orderBy("item")
    .orderBy("version")
    .select(["item", "keying", "version", "value"])
    .execute();

const scoresOf = (t: TestApp, responseId: string) =>
  t.db.selectFrom("score").where("response_id", "=", responseId).orderBy("at").orderBy("id").select("value").execute();

test("a form that is keyed while second keying is on is drawn in the same commit", async () => {
  const t = await testApp({ as: "bob" });
  await secondKeyingOn(t);
  const who = await anEnrolment(t, { run: await aRun(t) });
  const asked = await anAssessment(t, who, { measureId: "gad-7" });
  await t.post(`/assessments/${asked.id}/keying`, keyedForm(t, FIRST));
  const rows = await t.db
    .selectFrom("second_keying as d")
    .innerJoin("response_assessment as ra", "ra.response_id", "d.response_id")
    .where("ra.assessment_id", "=", asked.id)
    .select(["d.step", "d.seed", "d.share"])
    .execute();
  expect(rows).toEqual([{ step: "drawn", seed: "tests", share: 1 }]);
});

test("who keyed it first is not the second, on the page and in the table", async () => {
  const { t, again, response } = await drawn();
  await coraKeys(t);
  const cora = t.as("cora");
  const page = await cora.get(again);
  expect([page.status, (await page.text()).includes("You keyed this form first")]).toEqual([409, true]);
  expect((await cora.post(again, keyedForm(t, FIRST))).status).toBe(409);
  await expect(
    t.db
      .insertInto("second_keying")
      .values({
        response_id: response.id,
        step: "keyed",
        seed: "s",
        share: 1,
        fields: 7,
        differ: 0,
        at: "2026-03-02T09:00:00.000Z",
        by: t.people.cora.userId,
      })
      .execute(),
  ).rejects.toThrow(/second_keying/);
});

test("the second keyer sees nothing of the first keying", async () => {
  const { t, again } = await drawn();
  const html = await (await t.get(again)).text();
  expect(html).toContain("0 of 7 answered");
  expect(html).not.toContain(" checked");
  expect(html).not.toContain("Cora");
  const list = await (await t.get("/follow-up/second-keying")).text();
  expect(list).toContain("Waiting for a second keying");
  expect(list).toContain(again);
});

test("the second keying is kept beside the first, and scores stay as they were", async () => {
  const { t, who, asked, response, again, settle } = await drawn();
  const before = await scoresOf(t, response.id);
  const res = await t.post(again, keyedForm(t, [1, 3, 2, 2, 1, 0, null]));
  expect([res.status, res.headers.get("location")]).toEqual([303, `${settle}?did=keyed`]);
  const answers = await answersOf(t, response.id);
  expect(answers.filter(({ keying }) => keying === 1)).toHaveLength(7);
  expect(answers.filter(({ keying }) => keying === 2).map(({ value }) => value)).toEqual([
    "1",
    "3",
    "2",
    "2",
    "1",
    "0",
  ]);
  expect(await scoresOf(t, response.id)).toEqual(before);
  const kept = await t.db
    .selectFrom("second_keying")
    .where("response_id", "=", response.id)
    .where("step", "=", "keyed")
    .select(["fields", "differ", "by"])
    .execute();
  expect(kept).toEqual([{ fields: 7, differ: 2, by: t.people.bob.userId }]);
  expect(await t.audit()).toContainEqual(
    expect.objectContaining({
      verb: "write",
      subject_kind: "second-keying",
      subject_id: asked.id,
      family_id: who.familyId,
    }),
  );
});

test("two keyings that say the same leave nothing open", async () => {
  const { t, again, settle } = await drawn();
  const res = await t.post(again, keyedForm(t, FIRST));
  expect(res.headers.get("location")).toBe("/follow-up/second-keying?did=keyed");
  expect((await t.get(settle)).status).toBe(409);
});

test("the same form sent twice counts once, and another second keying is refused", async () => {
  const { t, response, again } = await drawn();
  const form = keyedForm(t, FIRST);
  const all = await Promise.all([t.post(again, form), t.post(again, form)]);
  expect(all.map(({ status }) => status).toSorted()).toEqual([303, 303]);
  expect((await t.post(again, keyedForm(t, FIRST))).status).toBe(409);
  expect((await answersOf(t, response.id)).filter(({ keying }) => keying === 2)).toHaveLength(7);
});

test("what can’t be read is told item by item and stays as typed", async () => {
  const { t, again } = await drawn();
  const res = await t.post(again, { ...keyedForm(t, [1, 2]), "i-3": "7", "i-4": "\u0000😀‮" });
  const html = await res.text();
  expect(res.status).toBe(422);
  for (const words of ["“7” is not one of 0, 1, 2, 3", 'name="i-2" value="2" checked']) expect(html).toContain(words);
  const empty = await t.post(again, { key: t.newId(), __proto__: "x" });
  expect([empty.status, (await empty.text()).includes("Key at least one answer")]).toEqual([422, true]);
});

test("a form on which somebody only wrote words can be keyed again: there is nothing else to key", async () => {
  const t = await testApp({ as: "bob" });
  await coraKeys(t);
  await secondKeyingOn(t);
  const asked = await anAssessment(t, await anEnrolment(t, { run: await aRun(t) }), { measureId: "feedback" });
  const words = { ...keyedForm(t, []), "i-change-words": "Start after nine" };
  expect((await t.as("cora").post(`/assessments/${asked.id}/keying`, words)).status).toBe(303);
  const again = await t.post(`/assessments/${asked.id}/second-keying`, { key: t.newId() });
  expect([again.status, again.headers.get("location")]).toEqual([303, "/follow-up/second-keying?did=keyed"]);
});

test("a difference is settled: another version of the answer, a judgment, and scores beside the old ones", async () => {
  const { t, response, settle } = await differing();
  const page = await (await t.get(settle)).text();
  for (const words of ["First keyed: 1", "Second: 3", "what does the form say?"]) expect(page).toContain(words);
  const res = await t.post(settle, { "form-says-i-2": "3", reason: "Read from the form", key: t.newId() });
  expect([res.status, res.headers.get("location")]).toEqual([303, "/follow-up/second-keying?did=settled"]);
  const item = (await answersOf(t, response.id)).filter((one) => one.item === "2" && one.keying === 1);
  expect(item).toMatchObject([
    { version: 1, value: "1" },
    { version: 2, value: "3" },
  ]);
  expect(await scoresOf(t, response.id)).toEqual([{ value: 8 }, { value: 10 }]);
  const checks = await t.db.selectFrom("keying_check").where("response_id", "=", response.id).selectAll().execute();
  expect(checks).toMatchObject([
    { item: "2", first: "1", second: "3", adjudicated: "3", reason: "Read from the form", by: t.people.bob.userId },
  ]);
});

test("where the first keying was right nothing is scored again, and a blank may be what the form says", async () => {
  const right = await differing();
  await right.t.post(right.settle, { "form-says-i-2": "1", reason: "Read from the form", key: right.t.newId() });
  expect(await scoresOf(right.t, right.response.id)).toEqual([{ value: 8 }]);
  const blank = await differing({ "2": null });
  await blank.t.post(blank.settle, { "form-says-i-2": "blank", reason: "Nothing is ticked", key: blank.t.newId() });
  expect(await scoresOf(blank.t, blank.response.id)).toEqual([{ value: 8 }, { value: null }]);
  expect(await (await blank.t.get(`/assessments/${blank.asked.id}`)).text()).toContain("6 of 7 answered");
});

test("every open difference needs a judgment and a reason; what was chosen stays", async () => {
  const { t, settle } = await differing({ "2": 3, "5": 0 });
  const res = await t.post(settle, { "form-says-i-2": "3", reason: " ", key: t.newId() });
  const html = await res.text();
  expect(res.status).toBe(422);
  for (const words of ["Select what the form says at 5", "Enter how you know what the form says"])
    expect(html).toContain(words);
  expect(html).toMatch(/name="form-says-i-2"[^>]*value="3"[^>]*checked/);
  const long = await t.post(settle, { "form-says-i-2": "3", "form-says-i-5": "9", reason: "x".repeat(1e6), key: "k" });
  expect(long.status).toBe(422);
});

test("a difference is settled once, also by two at the same moment", async () => {
  const { t, response, settle } = await differing();
  const post = (says: string) => t.post(settle, { "form-says-i-2": says, reason: "Read", key: t.newId() });
  const statuses = (await Promise.all([post("3"), post("1")])).map(({ status }) => status).toSorted();
  expect(statuses).toEqual([303, 409]);
  const checks = await t.db.selectFrom("keying_check").where("response_id", "=", response.id).selectAll().execute();
  expect(checks).toHaveLength(1);
  expect((await post("1")).status).toBe(409);
});

test("another provider finds nothing of it, and a worker of a team may not key", async () => {
  const { t, again, settle } = await differing();
  for (const url of [again, settle]) {
    expect((await t.as("rory").get(url)).status).toBe(404);
    expect((await t.as("rory").post(url, { key: t.newId() })).status).toBe(404);
    expect((await t.as("alice").get(url)).status).toBe(403);
    expect((await t.as("alice").post(url, { key: t.newId() })).status).toBe(403);
  }
  expect(await (await t.as("rory").get("/follow-up/second-keying")).text()).not.toContain(settle);
});

test("who may key it again is not shown its answers; once they asked for them, somebody else keys it", async () => {
  const { t, asked, again } = await drawn();
  const page = `/assessments/${asked.id}`;
  const first = await (await t.get(page)).text();
  expect([first.includes("Show the answers"), first.includes("Show me the answers")]).toEqual([false, true]);
  expect((await t.get(again)).status).toBe(200);
  const seen = await (await t.get(`${page}?answers=shown`)).text();
  expect([seen.includes("Show the answers"), seen.includes("You have seen its answers")]).toEqual([true, true]);
  expect(seen).not.toContain("Key it again");
  expect((await t.audit()).filter((one) => one.subject_kind === "answers")).toMatchObject([
    { verb: "read", subject_id: asked.id, actor_id: t.people.bob.userId },
  ]);
  const refused = await t.get(again);
  expect([refused.status, (await refused.text()).includes("You have opened the answers of this form")]).toEqual([
    409,
    true,
  ]);
  expect((await t.post(again, keyedForm(t, FIRST))).status).toBe(409);
  expect(await (await t.get(page)).text()).toContain("You have seen its answers");
  expect(await (await t.get("/follow-up/second-keying")).text()).toContain(
    "You have seen its answers: somebody else keys it again",
  );
});

test("a warning that all answers are the same is kept from who may key the form again, as the answers are", async () => {
  const t = await testApp({ as: "bob" });
  const asked = await anAssessment(t, await anEnrolment(t, { run: await aRun(t) }), { measureId: "sdq-p4-17" });
  await aDrawnResponse(t, asked, Array(25).fill(1));
  const page = async (query: string) => (await t.get(`/assessments/${asked.id}${query}`)).text();
  expect(await page("")).not.toContain("All 25 answers are 1");
  expect(await page("?answers=shown")).toContain("All 25 answers are 1");
});

test.each(["keying", "clarifications", "fhir"])("the answers are seen on %s too", async (where) => {
  const { t, asked, again } = await drawn();
  expect((await t.get(`/assessments/${asked.id}/${where}`)).status).toBe(200);
  expect((await t.get(again)).status).toBe(409);
});

test("who lost to the first keying has been shown its answers, so somebody else keys it again", async () => {
  const t = await testApp({ as: "bob" });
  await coraKeys(t);
  await secondKeyingOn(t);
  const asked = await anAssessment(t, await anEnrolment(t, { run: await aRun(t) }), { measureId: "gad-7" });
  const keying = `/assessments/${asked.id}/keying`;
  expect((await t.as("cora").post(keying, keyedForm(t, FIRST))).status).toBe(303);
  const lost = await t.post(keying, keyedForm(t, [...FIRST.slice(1), 3]));
  expect([lost.status, (await lost.text()).includes("This was changed while you were keying")]).toEqual([409, true]);
  const own = (await t.audit()).filter(({ actor_id }) => actor_id === t.people.bob.userId);
  expect(own.at(-1)).toMatchObject({ verb: "read", subject_kind: "answers", subject_id: asked.id });
  expect((await t.get(`/assessments/${asked.id}/second-keying`)).status).toBe(409);
});

test("who keyed it first, and everybody once it was keyed again, see the answers on its page", async () => {
  const { t, asked, response } = await drawn();
  await coraKeys(t);
  expect(await (await t.as("cora").get(`/assessments/${asked.id}`)).text()).toContain("Show the answers");
  await aSecondKeying(t, response.id, {});
  expect(await (await t.get(`/assessments/${asked.id}`)).text()).toContain("Show the answers");
});

test("a form that nobody can key again is closed with why, leaves the list, and is not keyed any more", async () => {
  const { t, asked, again } = await drawn();
  const list = async () => (await t.get("/follow-up/second-keying")).text();
  const closing = `${again}/ending`;
  const close = (fields: Record<string, string>) => t.post(closing, { key: t.newId(), ...fields });
  expect(await list()).toContain(closing);
  expect((await close({})).status).toBe(422);
  expect((await close({ reason: "other", note: "" })).status).toBe(422);
  expect((await t.as("rory").get(closing)).status).toBe(404);
  expect((await t.as("alice").get(closing)).status).toBe(403);
  const res = await close({ reason: "nobody-else", note: "Only I work here on Mondays" });
  expect(res.headers.get("location")).toBe("/follow-up/second-keying?did=closed");
  expect(await list()).not.toContain(closing);
  expect((await close({ reason: "form-gone" })).status).toBe(409);
  expect((await t.post(again, keyedForm(t, FIRST))).status).toBe(409);
  const page = await (await t.get(`/assessments/${asked.id}`)).text();
  for (const words of ["nobody else here can key it", "Only I work here on Mondays"]) expect(page).toContain(words);
  expect((await t.audit()).filter(({ subject_kind }) => subject_kind === "second-keying-ended")).toHaveLength(1);
});

test("differences that can't be settled are closed alike, and count for no error rate", async () => {
  const { t, again } = await differing();
  await t.post(`${again}/ending`, { key: t.newId(), reason: "form-gone" });
  const html = await (await t.get("/follow-up/second-keying")).text();
  expect(html).not.toContain(`${again}/ending`);
  expect(html).toContain("The field error rate is not known");
});
