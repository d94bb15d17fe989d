import { beforeEach, expect, test } from "vitest";
import { keyedForm } from "../questionnaires/keyed-form.ts";
import { type TestApp, testApp } from "../support/app.ts";
import { anAssessment } from "../support/assessment-factories.ts";
import { anAgreement } from "../support/family-factories.ts";
import { readHtml, textOf } from "../support/html.ts";
import { aReferral } from "../support/referral-factories.ts";
import { row, saveRegister } from "../support/register-posts.ts";
import { type AnEnrolment, type ARun, anEnrolment, aRun } from "../support/run-factories.ts";
import type { PersonName } from "../support/world.ts";

const LATER = "2026-02-01T09:00:00.000Z";

let t: TestApp;
let run: ARun;
let who: AnEnrolment;

/** A weekly group since 2 February with one carer, whose family Alice works with; Bob delivers it and is signed in. */
beforeEach(async () => {
  t = await testApp({ as: "bob" });
  run = await aRun(t, { startOn: "2026-02-02" });
  who = await anEnrolment(t, { run, state: "started" });
  await withAlice(who.familyId);
});

const withAlice = (familyId: string) =>
  t.db
    .insertInto("family_worker")
    .values({
      family_id: familyId,
      turn: 9,
      user_id: t.people.alice.userId,
      at: "2026-01-05T09:00:00.000Z",
      by: "seed",
    })
    .execute();

const pageOf = async (name: PersonName, path = "/") => textOf(readHtml(await (await t.as(name).get(path)).text()));
const missed = (more = {}) =>
  row(who, "none", { reason: "illness", toldInAdvance: "no", "told-in-advance": "no", ...more });
const MISSED = "Bob Facilitator recorded a second session missed in a row";

async function markMissed(...sessions: number[]) {
  for (const number of sessions) {
    const res = await saveRegister(t, run, number, missed());
    expect([number, res.status]).toEqual([number, 303]);
  }
}

const newsOf = (verb: string) => t.db.selectFrom("news").where("verb", "=", verb).selectAll().execute();

test("two sessions missed in a row reach the worker once, however the register is kept, and again for the next streak", async () => {
  await markMissed(1);
  expect(await pageOf("alice")).not.toContain("missed in a row");
  await markMissed(2, 3);
  expect(await pageOf("alice")).toContain(MISSED);
  expect(await newsOf("attendance.missed")).toHaveLength(1);
  await pageOf("alice", `/referrals/${who.referralId}`);
  expect(await pageOf("alice")).not.toContain("missed in a row");
  expect((await saveRegister(t, run, 4, row(who, "all"))).status).toBe(303);
  expect(await newsOf("attendance.missed")).toHaveLength(1);
});

test.each(["declined", "withdrawn"] as const)(
  "where the carer %s that the council sees attendance, it is not told",
  async (answer) => {
    await anAgreement(t, { ...who, personId: who.carerId }, { purpose: "council-sees-attendance", answer, at: LATER });
    await markMissed(1, 2);
    expect(await newsOf("attendance.missed")).toEqual([]);
  },
);

test("a move to another run reaches the worker and the staff of the new run", async () => {
  const other = await aRun(t, { programme: run.programme, name: "Friday group", startOn: "2026-03-06" });
  const res = await t.post(`/enrolments/${who.enrolmentId}/moving`, {
    version: 1,
    key: "m",
    run: other.runId,
    "fromOn-day": 6,
    "fromOn-month": 3,
    "fromOn-year": 2026,
    why: "Works on Mondays now",
  });
  expect(res.status).toBe(303);
  expect(await pageOf("alice")).toContain("Bob Facilitator moved the carer to another run");
});

test("that somebody did not start, or chose something else, reaches the worker", async () => {
  const never = await anEnrolment(t, { run, state: "enrolled", carer: "Dev" });
  await withAlice(never.familyId);
  const res = await t.post(`/enrolments/${never.enrolmentId}/leaving`, {
    version: 1,
    key: "l",
    "leftOn-day": 2,
    "leftOn-month": 3,
    "leftOn-year": 2026,
    reason: "health",
    decidedBy: "carer",
    note: "",
  });
  expect(res.status).toBe(303);
  expect(await pageOf("alice")).toContain("Bob Facilitator recorded that the carer did not start");
  const referral = await aReferral(t).submitted();
  await withAlice(referral.familyId);
  await t.db.updateTable("programme").set({ route: "cbt" }).execute();
  const fields = { version: referral.version, key: "c", suitability: "chose-something-else", note: "" };
  expect((await t.post(`/referrals/${referral.id}/acceptance`, fields)).status).toBe(303);
  expect(await pageOf("alice")).toContain("Bob Facilitator closed the referral");
});

test("a doubt about an answer reaches who keyed it, and what was found who asked", async () => {
  const asked = await anAssessment(t, who, { measureId: "phq-9" });
  expect((await t.post(`/assessments/${asked.id}/keying`, keyedForm(t, [0, 0, 0, 0, 0, 0, 0, 0, 0]))).status).toBe(303);
  const wendy = t.as("wendy");
  const url = `/assessments/${asked.id}/clarifications`;
  expect((await wendy.post(url, { item: "2", note: "Two boxes", key: "q" })).status).toBe(303);
  expect(await pageOf("bob")).toContain("Wendy Manager asks about an answer that you keyed");
  const { id } = await t.db.selectFrom("clarification").select("id").executeTakeFirstOrThrow();
  expect((await t.post(`${url}/${id}/answering`, { version: 1, note: "It says 0", key: "a" })).status).toBe(303);
  expect(await pageOf("wendy")).toContain("Bob Facilitator answered what you asked about an answer");
});

test("the end of a leave reaches whoever stood in", async () => {
  const id = t.newId();
  const { userId: user_id } = t.people.bob;
  const days = {
    first_day: "2026-02-27",
    last_day: "2026-03-13",
    made_at: "2026-02-20T09:00:00.000Z",
    made_by: user_id,
  };
  await t.db
    .insertInto("absence")
    .values({ id, user_id, cover_id: t.people.wendy.userId, ...days })
    .execute();
  expect((await t.post(`/leave/${id}/ending`, { key: "e" })).status).toBe(303);
  expect(await pageOf("wendy")).toContain("Bob Facilitator ended the leave during which you stand in");
  await pageOf("wendy", "/duty");
  expect(await pageOf("wendy")).not.toContain("ended the leave");
});
