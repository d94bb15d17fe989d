import { expect, test } from "vitest";
import { type TestApp, testApp } from "../support/app.ts";
import { fieldsOf } from "../support/html.ts";
import { type AnEnrolment, type ARun, aMark, anEnrolment, aRun } from "../support/run-factories.ts";

let key = 0;
const leaving = (more: Record<string, string> = {}) => ({
  key: `leave-${++key}`,
  version: "1",
  "leftOn-day": "24",
  "leftOn-month": "2",
  "leftOn-year": "2026",
  reason: "childcare-or-travel",
  decidedBy: "carer",
  ...more,
});

const leave = (t: TestApp, person: AnEnrolment, more: Record<string, string> = {}) =>
  t.post(`/enrolments/${person.enrolmentId}/leaving`, leaving(more));
const complete = (t: TestApp, person: AnEnrolment, more: Record<string, string> = {}) =>
  t.post(`/enrolments/${person.enrolmentId}/completing`, { key: `complete-${++key}`, version: "1", ...more });

const enrolmentOf = (t: TestApp, person: AnEnrolment) =>
  t.db.selectFrom("enrolment").where("id", "=", person.enrolmentId).selectAll().executeTakeFirstOrThrow();
const referralOf = (t: TestApp, person: AnEnrolment) =>
  t.db.selectFrom("referral").where("id", "=", person.referralId).select("state").executeTakeFirstOrThrow();
const placeOf = (t: TestApp, person: AnEnrolment) =>
  t.db.selectFrom("place").where("id", "=", person.placeId).select("enrolment_id").executeTakeFirstOrThrow();

/** Somebody who attended the first `attended` of ten sessions. */
async function somebody(t: TestApp, attended: number): Promise<AnEnrolment & { run: ARun }> {
  const run = await aRun(t, { startOn: "2026-02-03", sessions: 10 });
  const person = await anEnrolment(t, { run, state: attended > 0 ? "started" : "enrolled" });
  for (const { id } of run.sessions.slice(0, attended))
    await aMark(t, { enrolmentId: person.enrolmentId, sessionId: id });
  return { ...person, run };
}

test("somebody leaves early: the reason, who decided, the stage, their place free, the referral left early", async () => {
  const t = await testApp({ as: "bob" });
  const person = await somebody(t, 2);
  const res = await leave(t, person, { note: "Bus route ended" });
  expect(res.headers.get("location")).toBe(`/enrolments/${person.enrolmentId}?did=left`);
  expect(await enrolmentOf(t, person)).toMatchObject({
    outcome: "left-early",
    to_on: "2026-02-24",
    left_reason: "childcare-or-travel",
    left_stage: "middle-third",
    decided_by: "carer",
    version: 2,
  });
  expect((await placeOf(t, person)).enrolment_id).toBeNull();
  expect((await referralOf(t, person)).state).toBe("left-early");
  const page = await (await t.get(`/enrolments/${person.enrolmentId}`)).text();
  expect(page).toContain("Left early, 24 February 2026");
  expect(page).toContain("Bus route ended");
  const referral = await (await t.as("alice").get(`/referrals/${person.referralId}`)).text();
  expect(referral).toContain("Reason: Childcare or travel");
});

test("who never came did not start", async () => {
  const t = await testApp({ as: "bob" });
  const person = await somebody(t, 0);
  await leave(t, person);
  expect(await enrolmentOf(t, person)).toMatchObject({ outcome: "did-not-start", left_stage: "before-start" });
  expect((await referralOf(t, person)).state).toBe("did-not-start");
});

test("somebody with seven of ten core sessions has completed; with six the page says what is missing", async () => {
  const t = await testApp({ as: "bob" });
  const [enough, short] = [await somebody(t, 7), await somebody(t, 6)];
  expect((await complete(t, enough)).status).toBe(303);
  expect(await enrolmentOf(t, enough)).toMatchObject({ outcome: "completed", left_reason: null, to_on: "2026-03-02" });
  expect((await referralOf(t, enough)).state).toBe("completed");
  const refused = await complete(t, short);
  expect(refused.status).toBe(409);
  expect(await refused.text()).toContain("6 of 10 core sessions attended. Completing takes 7 (70%): not yet.");
});

test("two people recording the same ending at once end it once", async () => {
  const t = await testApp({ as: "bob" });
  const person = await somebody(t, 2);
  const answers = await Promise.all([1, 2, 3, 4].map(() => leave(t, person)));
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 409, 409, 409]);
  const events = await t.db
    .selectFrom("referral_event")
    .where("referral_id", "=", person.referralId)
    .where("verb", "=", "leave")
    .selectAll()
    .execute();
  expect(events).toHaveLength(1);
});

test("what is wrong is named, what was typed stays; a stale page and a second ending are refused", async () => {
  const t = await testApp({ as: "bob" });
  const person = await somebody(t, 2);
  const wrong = await leave(t, person, { "leftOn-month": "13", reason: "", note: "Kept" });
  const page = await wrong.text();
  expect(wrong.status).toBe(422);
  expect(page).toContain("The day they left must be a real date");
  expect(page).toContain("Select why they left");
  expect(fieldsOf(page).note).toEqual(["Kept"]);
  expect((await leave(t, person, { "leftOn-day": "20", "leftOn-month": "6" })).status).toBe(422);
  expect((await leave(t, person, { "leftOn-day": "20", "leftOn-month": "1" })).status).toBe(422);
  for (const note of ["\u0000", "x".repeat(1_000_000)]) expect((await leave(t, person, { note })).status).toBe(422);
  expect((await leave(t, person, { version: "4" })).status).toBe(409);
  const fields = { key: "same" };
  const [first, second] = [await leave(t, person, fields), await leave(t, person, fields)];
  expect(second.headers.get("location")).toBe(first.headers.get("location"));
  expect((await leave(t, person, { version: "2" })).status).toBe(409);
});

test("a person on a run is for their provider alone, and not for somebody who knows the family", async () => {
  const t = await testApp({ as: "bob" });
  const person = await somebody(t, 2);
  const statuses = [];
  for (const name of ["rory", "alice", "cora", "erin"] as const)
    statuses.push((await leave(t.as(name), person)).status);
  expect(statuses).toEqual([404, 403, 403, 403]);
  await t.db
    .insertInto("family_lock")
    .values({
      id: t.newId(),
      family_id: person.familyId,
      user_id: t.people.bob.userId,
      kind: "i-know-this-family",
      from_at: "2026-02-01T00:00:00.000Z",
      created_by: "seed",
    })
    .execute();
  expect((await leave(t, person)).status).toBe(404);
  expect((await enrolmentOf(t, person)).outcome).toBeNull();
});

test("looking at a person and ending their time on the run are in the trail", async () => {
  const t = await testApp({ as: "bob" });
  const person = await somebody(t, 2);
  await t.get(`/enrolments/${person.enrolmentId}`);
  await leave(t, person);
  const lines = await t.db
    .selectFrom("audit")
    .where("subject_id", "=", person.enrolmentId)
    .select(["verb", "family_id"])
    .orderBy("at")
    .orderBy("id")
    .execute();
  expect(lines).toEqual([
    { verb: "read", family_id: person.familyId },
    { verb: "write", family_id: person.familyId },
  ]);
});
