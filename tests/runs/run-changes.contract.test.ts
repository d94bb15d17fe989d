import { expect, test } from "vitest";
import { type TestApp, testApp } from "../support/app.ts";
import { anAssessment, aResponse } from "../support/assessment-factories.ts";
import { fieldsOf } from "../support/html.ts";
import { saveRegister } from "../support/register-posts.ts";
import { type AnEnrolment, type ARun, aMark, anEnrolment, aRun } from "../support/run-factories.ts";

let key = 0;
const WHY = "Tuesdays are too far";

/** Somebody on a group that began, and a later group of the same programme with a place. */
async function twoRuns(t: TestApp, state: "enrolled" | "started" = "started") {
  const from = await aRun(t, { startOn: "2026-02-02", name: "Tuesday group" });
  const to = await aRun(t, { startOn: "2026-03-09", programme: from.programme, name: "Friday group", places: 1 });
  const person = await anEnrolment(t, { run: from, state, carer: "Maureen" });
  return { from, to, person };
}

const joining = { "fromOn-day": "9", "fromOn-month": "3", "fromOn-year": "2026" };

const move = (t: TestApp, { enrolmentId }: AnEnrolment, to: ARun, more: Record<string, string> = {}) =>
  t.post(`/enrolments/${enrolmentId}/moving`, {
    key: `move-${++key}`,
    version: "1",
    run: to.runId,
    why: WHY,
    ...joining,
    ...more,
  });

const goBack = (t: TestApp, { enrolmentId }: AnEnrolment, more: Record<string, string> = {}) =>
  t.post(`/enrolments/${enrolmentId}/back-to-list`, { key: `back-${++key}`, version: "1", why: WHY, ...more });

const enrolAgain = async (t: TestApp, { referralId }: AnEnrolment, run: ARun) => {
  const page = await (await t.get(`/waiting/${referralId}/enrolling`)).text();
  return t.post(`/waiting/${referralId}/enrolling`, {
    key: `again-${++key}`,
    version: fieldsOf(page).version![0]!,
    run: run.runId,
    ...joining,
    initial: "J",
    word: "heron",
    owner: t.people.bob.userId,
  });
};

const enrolmentOf = (t: TestApp, { enrolmentId }: AnEnrolment) =>
  t.db.selectFrom("enrolment").where("id", "=", enrolmentId).selectAll().executeTakeFirstOrThrow();
const referralOf = (t: TestApp, { referralId }: AnEnrolment) =>
  t.db.selectFrom("referral").where("id", "=", referralId).selectAll().executeTakeFirstOrThrow();
const placeOf = (t: TestApp, { enrolmentId }: AnEnrolment) =>
  t.db.selectFrom("place").where("enrolment_id", "=", enrolmentId).select("run_id").execute();
const evaluated = (t: TestApp, { referralId }: AnEnrolment) =>
  t.db.selectFrom("v_enrolment").where("referral_id", "=", referralId).select(["run_id", "outcome"]).execute();

test("somebody moves to another run: place, registers, referral and history follow, and they are one enrolment", async () => {
  const t = await testApp({ as: "bob" });
  const { from, to, person } = await twoRuns(t);
  await aMark(t, { enrolmentId: person.enrolmentId, sessionId: from.sessions[0]!.id });
  const res = await move(t, person, to);
  expect([res.status, res.headers.get("location")]).toEqual([303, `/enrolments/${person.enrolmentId}?did=moved`]);
  expect(await enrolmentOf(t, person)).toMatchObject({ run_id: to.runId, from_on: "2026-03-09", outcome: null });
  expect(await placeOf(t, person)).toEqual([{ run_id: to.runId }]);
  expect((await referralOf(t, person)).state).toBe("started");
  expect(await evaluated(t, person)).toEqual([{ run_id: to.runId, outcome: null }]);
  const page = await (await t.get(`/enrolments/${person.enrolmentId}`)).text();
  expect(page).toContain("Moved from Tuesday group to Friday group");
  expect(page).toContain(WHY);
  expect(page).toContain("1 of 10 core sessions attended");
  expect(await (await t.get(`/runs/${from.runId}`)).text()).toContain("went to Friday group");
  expect(await (await t.get(`/sessions/${from.sessions[0]!.id}/register`)).text()).toContain("Maureen");
  expect(await (await t.get(`/referrals/${person.referralId}`)).text()).toContain("Moved to another run");
});

test("a session that they come to again on the other run counts once", async () => {
  const t = await testApp({ as: "bob" });
  const { from, to, person } = await twoRuns(t);
  for (const at of [0, 1]) await aMark(t, { enrolmentId: person.enrolmentId, sessionId: from.sessions[at]!.id });
  await move(t, person, to);
  await aMark(t, { enrolmentId: person.enrolmentId, sessionId: to.sessions[0]!.id });
  expect(await (await t.get(`/enrolments/${person.enrolmentId}`)).text()).toContain("2 of 10 core sessions attended");
  const { attended } = await t.db
    .selectFrom("v_participation")
    .where("enrolment_id", "=", person.enrolmentId)
    .select("attended")
    .executeTakeFirstOrThrow();
  expect(attended).toBe(2);
});

test("what was answered stays, what nobody began follows or is withdrawn with why, and nothing is asked twice", async () => {
  const t = await testApp({ as: "bob" });
  const { to, person } = await twoRuns(t);
  const before = await anAssessment(t, person, { measureId: "phq-9", timepoint: "T1" });
  await aResponse(t, before, [1, 1, 1, 1, 1, 1, 1, 1, 0]);
  const unplanned = await anAssessment(t, person, { measureId: "gad-7", timepoint: "T3" });
  await move(t, person, to);
  const rows = await t.db
    .selectFrom("assessment")
    .where("referral_id", "=", person.referralId)
    .select(["id", "state", "enrolment_id", "replaced_at", "measure_id", "timepoint"])
    .execute();
  const of = (id: string) => rows.find((row) => row.id === id)!;
  expect(of(before.id)).toMatchObject({ state: "done", replaced_at: null, enrolment_id: person.enrolmentId });
  expect(of(unplanned.id).replaced_at).not.toBeNull();
  const live = rows.filter(({ replaced_at }) => replaced_at === null);
  expect(new Set(live.map(({ measure_id, timepoint }) => `${measure_id} ${timepoint}`)).size).toBe(live.length);
  const history = await t.db
    .selectFrom("assessment_event")
    .where("assessment_id", "=", unplanned.id)
    .select(["verb", "detail"])
    .orderBy("version", "desc")
    .executeTakeFirstOrThrow();
  expect([history.verb, JSON.parse(history.detail).why]).toEqual(["replaced", "another-run"]);
});

test("a run with no session still to come is offered to nobody, for enrolling or for moving", async () => {
  const t = await testApp({ as: "bob" });
  const over = await aRun(t, { startOn: "2025-10-06", name: "Over" });
  const { person, to } = await twoRuns(t);
  const ended = await aRun(t, { startOn: "2025-11-03", programme: to.programme, name: "Ended group" });
  expect(await (await t.get(`/enrolments/${person.enrolmentId}/moving`)).text()).not.toContain("Ended group");
  expect((await move(t, person, ended)).status).toBe(422);
  expect((await move(t, person, over)).status).toBe(422);
  expect((await enrolmentOf(t, person)).version).toBe(1);
  await goBack(t, person);
  const page = await (await t.get(`/waiting/${person.referralId}/enrolling`)).text();
  expect([page.includes("Friday group"), page.includes("Ended group")]).toEqual([true, false]);
});

test("somebody goes back to the waiting list and keeps their days of waiting; a referral that was begun waits, too", async () => {
  const t = await testApp({ as: "bob" });
  for (const state of ["enrolled", "started"] as const) {
    const { person } = await twoRuns(t, state);
    const { submitted_at } = await referralOf(t, person);
    const asked = await anAssessment(t, person, { measureId: "phq-9", timepoint: "T1" });
    const res = await goBack(t, person);
    expect(res.headers.get("location")).toBe(`/enrolments/${person.enrolmentId}?did=back-on-list`);
    expect(await referralOf(t, person)).toMatchObject({ state: "waiting", submitted_at });
    expect(await placeOf(t, person)).toEqual([]);
    expect(await evaluated(t, person)).toEqual([]);
    expect(await (await t.get("/waiting")).text()).toContain("Maureen");
    const { replaced_at } = await t.db
      .selectFrom("assessment")
      .where("id", "=", asked.id)
      .select("replaced_at")
      .executeTakeFirstOrThrow();
    expect(replaced_at).not.toBeNull();
    expect(await (await t.get(`/enrolments/${person.enrolmentId}`)).text()).toContain("Back on the waiting list");
  }
});

test("enrolled again they are the same enrolment, with their first answers and no second ones asked", async () => {
  const t = await testApp({ as: "bob" });
  const { to, person } = await twoRuns(t);
  const before = await anAssessment(t, person, { measureId: "phq-9", timepoint: "T1" });
  await aResponse(t, before, [1, 1, 1, 1, 1, 1, 1, 1, 0]);
  await goBack(t, person);
  const res = await enrolAgain(t, person, to);
  expect([res.status, res.headers.get("location")]).toEqual([303, `/runs/${to.runId}?did=enrolled`]);
  expect(await enrolmentOf(t, person)).toMatchObject({ run_id: to.runId, outcome: null, back_on_list_on: null });
  expect(await evaluated(t, person)).toEqual([{ run_id: to.runId, outcome: null }]);
  const first = await t.db
    .selectFrom("assessment")
    .where("referral_id", "=", person.referralId)
    .where("measure_id", "=", "phq-9")
    .where("timepoint", "=", "T1")
    .select(["id", "state"])
    .execute();
  expect(first).toEqual([{ id: before.id, state: "done" }]);
  expect(await (await t.get(`/enrolments/${person.enrolmentId}`)).text()).toContain("Enrolled again, on Friday group");
});

test("a second tab after enrolling gets the enrolment, whether it asks for the page or sends the form", async () => {
  const t = await testApp({ as: "bob" });
  const { to, person } = await twoRuns(t);
  await goBack(t, person);
  await enrolAgain(t, person, to);
  const there = `/enrolments/${person.enrolmentId}?did=already`;
  expect((await t.get(`/waiting/${person.referralId}/enrolling`)).headers.get("location")).toBe(there);
  const sent = await t.post(`/waiting/${person.referralId}/enrolling`, {
    key: "other tab",
    version: "5",
    run: to.runId,
  });
  expect(sent.headers.get("location")).toBe(there);
  expect(await (await t.get(there)).text()).toContain("They were enrolled already. Nothing was changed.");
});

test.each([
  ["moving", move],
  ["back-to-list", (t: TestApp, person: AnEnrolment, _: ARun, more = {}) => goBack(t, person, more)],
] as const)(
  "%s says what is wrong, is only for those who may, happens once and notices a change since",
  async (path, send) => {
    const t = await testApp({ as: "bob" });
    const { to, person } = await twoRuns(t);
    const wrong = await send(t, person, to, { why: "" });
    expect(wrong.status).toBe(422);
    expect((await send(t.as("cora"), person, to)).status).toBe(403);
    expect((await send(t.as("rory"), person, to)).status).toBe(404);
    expect((await t.as("rory").get(`/enrolments/${person.enrolmentId}/${path}`)).status).toBe(404);
    await t.db.updateTable("enrolment").set({ version: 2 }).where("id", "=", person.enrolmentId).execute();
    const late = await send(t, person, to);
    expect([late.status, (await late.text()).includes(WHY)]).toEqual([409, true]);
    const both = await Promise.all([1, 2].map(() => send(t, person, to, { version: "2", key: `once-${path}` })));
    expect(both.map(({ status }) => status)).toEqual([303, 303]);
    const changes = await t.db
      .selectFrom("run_change")
      .where("enrolment_id", "=", person.enrolmentId)
      .select("kind")
      .execute();
    expect(changes).toHaveLength(1);
    const trail = await t.db
      .selectFrom("audit")
      .where("subject_id", "=", person.enrolmentId)
      .where("verb", "=", "write")
      .select("subject_kind")
      .execute();
    expect(trail).toEqual([{ subject_kind: path === "moving" ? "enrolment-moved" : "enrolment-back-on-list" }]);
    expect((await send(t, person, to, { version: "3" })).status).toBe(path === "moving" ? 422 : 409);
  },
);

test("the last place of the other run is taken by somebody else first: nothing of it is done", async () => {
  const t = await testApp({ as: "bob" });
  const { to, person } = await twoRuns(t);
  await anEnrolment(t, { run: to });
  const res = await move(t, person, to);
  expect([409, 422]).toContain(res.status);
  expect(await placeOf(t, person)).not.toEqual([{ run_id: to.runId }]);
  expect((await enrolmentOf(t, person)).version).toBe(1);
});

test("moving back undoes it: the history keeps both", async () => {
  const t = await testApp({ as: "bob" });
  const { from, to, person } = await twoRuns(t);
  await move(t, person, to);
  expect((await move(t, person, from, { version: "2" })).status).toBe(303);
  expect(await enrolmentOf(t, person)).toMatchObject({ run_id: from.runId, outcome: null });
  const saved = await saveRegister(t, from, 5, { [`mark-${person.enrolmentId}`]: "all" });
  expect([303, 422]).toContain(saved.status);
});

test("a referral that waits for a place is declined, or given back with a question, and comes back with its days", async () => {
  const t = await testApp({ as: "bob" });
  const { person } = await twoRuns(t, "enrolled");
  await goBack(t, person);
  const { version, submitted_at } = await referralOf(t, person);
  const page = await (await t.get(`/referrals/${person.referralId}`)).text();
  expect([page.includes("Give back to the referrer"), page.includes("Decline")]).toEqual([true, true]);
  const given = await t.post(`/referrals/${person.referralId}/question`, {
    key: "given-back",
    version: String(version),
    note: "No evening group this year. Would mornings do?",
  });
  expect(given.status).toBe(303);
  expect(await referralOf(t, person)).toMatchObject({ state: "information-requested", submitted_at });
  expect(await (await t.get(`/referrals/${person.referralId}`)).text()).toContain("Given back to the referrer");
  await t
    .as("alice")
    .post(`/referrals/${person.referralId}/answer`, { key: "a", version: String(version + 1), note: "Yes" });
  await t.post(`/referrals/${person.referralId}/acceptance`, { key: "b", version: String(version + 2), note: "" });
  const back = await referralOf(t, person);
  expect([back.state, back.submitted_at]).toEqual(["accepted", submitted_at]);
  const declined = await t.post(`/referrals/${person.referralId}/declining`, {
    key: "c",
    version: String(back.version),
    reason: "other-support",
    note: "",
  });
  expect(declined.status).toBe(303);
  expect((await referralOf(t, person)).state).toBe("declined");
});
