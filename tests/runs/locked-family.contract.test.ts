import { expect, test } from "vitest";
import { type TestApp, testApp } from "../support/app.ts";
import { aGroup, row, saveRegister, sessionOf } from "../support/register-posts.ts";
import { type AnEnrolment, aReferredFamily, insertSession } from "../support/run-factories.ts";
import { AT } from "../support/world.ts";

/** The session that is today: the one that a co-leader sees. */
const TODAY = 5;

/** A group of three, whose first family, Maureen's, Bob has closed to himself. */
async function aGroupWithOneLocked(t: TestApp) {
  const { run, people } = await aGroup(t, 3);
  const [locked, ...others] = people as [AnEnrolment, AnEnrolment, AnEnrolment];
  await t.db
    .insertInto("family_lock")
    .values({
      id: t.newId(),
      family_id: locked.familyId,
      user_id: t.people.bob.userId,
      kind: "i-know-this-family",
      from_at: AT,
      created_by: t.people.bob.userId,
    })
    .execute();
  return { run, locked, others };
}

test("a run, its registers and what is printed of them leave out whom the reader has closed to themselves, and say how many", async () => {
  const t = await testApp({ as: "bob" });
  const { run, locked } = await aGroupWithOneLocked(t);
  const catchUp = { runId: run.runId, day: "2026-03-03", number: 1, kind: "catch-up" as const };
  await insertSession(t, { ...catchUp, id: t.newId(), forEnrolmentId: locked.enrolmentId });
  const session = run.sessions[TODAY - 1]!.id;
  for (const address of [
    `/runs/${run.runId}`,
    `/sessions/${session}/register`,
    `/sessions/${session}/register/print`,
  ]) {
    const text = await (await t.get(address)).text();
    expect([address, text.includes("Dev"), text.includes("Maureen")]).toEqual([address, true, false]);
    expect(text).toContain("1 person is not shown to you, because you know the family.");
  }
  const cora = await (await t.as("cora").get(`/sessions/${session}/register`)).text();
  expect(cora).toContain("Maureen");
  expect(cora).not.toContain("not shown to you");
});

test("they can’t be marked by that reader, and their register is not finished without them", async () => {
  const t = await testApp({ as: "bob" });
  const { run, locked, others } = await aGroupWithOneLocked(t);
  const session = run.sessions[TODAY - 1]!.id;
  const marked = Object.assign({}, ...others.map((person) => row(person, "all")));
  const res = await saveRegister(t, run, TODAY, { ...marked, ...row(locked, "all") });
  expect(res.headers.get("location")).toContain("did=saved");
  const marks = await t.db.selectFrom("attendance").where("session_id", "=", session).select("enrolment_id").execute();
  expect(marks.map((mark) => mark.enrolment_id).toSorted()).toEqual(
    others.map(({ enrolmentId }) => enrolmentId).toSorted(),
  );
  expect((await sessionOf(t, run, TODAY)).register_closed_at).toBeNull();
  expect((await t.post(`/sessions/${session}/register/${locked.enrolmentId}`, row(locked, "all"))).status).toBe(404);
  await saveRegister(t.as("cora"), run, TODAY, row(locked, "all"));
  expect((await sessionOf(t, run, TODAY)).register_closed_at).not.toBeNull();
});

test("their recognition word stays taken for whoever is enrolled by that reader", async () => {
  const t = await testApp({ as: "bob" });
  const { run, locked } = await aGroupWithOneLocked(t);
  const { word } = await t.db
    .selectFrom("enrolment")
    .where("id", "=", locked.enrolmentId)
    .select("recognition_word as word")
    .executeTakeFirstOrThrow();
  const family = await aReferredFamily(t, { programme: run.programme });
  const res = await t.post(`/waiting/${family.referralId}/enrolling`, {
    key: "enrol",
    version: "3",
    run: run.runId,
    initial: "J",
    word,
    owner: t.people.bob.userId,
  });
  expect(res.status).toBe(422);
  expect(await res.text()).toContain("Somebody on this run has this word");
});
