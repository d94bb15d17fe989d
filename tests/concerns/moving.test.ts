import { expect, test } from "vitest";
import { doJobs } from "../../src/jobs/do-jobs.ts";
import { JOBS } from "../../src/jobs.ts";
import { countsOn } from "../support/counts.ts";
import { readHtml, textOf } from "../support/html.ts";
import { aCourse, aRota, aWorker, concernOf, isAwayFrom, roundAt, signedInAt, toldOf } from "./moving.ts";

const stateOf = async (t: Awaited<ReturnType<typeof aCourse>>["t"], familyId: string) => {
  const { state, version } = await concernOf(t, familyId);
  return [state, version];
};

test("a risk answer goes to today's duty person at once, not to whoever keyed it", async () => {
  const { t, answer } = await aCourse();
  await aRota(t, "wendy", null);
  const concern = await answer(2);
  expect(concern).toMatchObject({
    for_user_id: t.people.wendy.userId,
    half_at: "2026-03-02T10:00:00.000Z",
    due_at: "2026-03-02T11:00:00.000Z",
    next_at: "2026-03-02T10:00:00.000Z",
    created_by: t.people.bob.userId,
  });
  expect(await toldOf(t, concern.id)).toEqual(["Wendy Manager: named, duty"]);
});

test("unacknowledged it reaches the deputy at half time and the team manager when it is over; doing it twice tells nobody twice", async () => {
  const { t, who, answer } = await aCourse();
  const fay = await aWorker(t, "Fay Facilitator", "facilitator");
  await aRota(t, "bob", null);
  await t.db
    .insertInto("duty_entry")
    .values({
      organisation_id: t.organisations.willow,
      slot: "2026-03-02",
      version: 1,
      state: "set",
      duty_id: t.people.bob.userId,
      deputy_id: fay,
      at: "x",
      by: "y",
    })
    .execute();
  const { id } = await answer(2);
  await roundAt(t, "2026-03-02T09:55:00Z");
  expect(await toldOf(t, id)).toEqual(["Bob Facilitator: named, duty"]);
  await roundAt(t, "2026-03-02T10:00:00Z");
  await roundAt(t, "2026-03-02T10:05:00Z");
  expect(await toldOf(t, id)).toEqual(["Bob Facilitator: named, duty", "Fay Facilitator: deputy, half-time"]);
  expect(await stateOf(t, who.familyId)).toEqual(["escalated", 2]);
  await roundAt(t, "2026-03-02T11:00:00Z");
  await roundAt(t, "2026-03-02T11:05:00Z");
  expect(await toldOf(t, id)).toEqual([
    "Bob Facilitator: named, duty",
    "Fay Facilitator: deputy, half-time",
    "Wendy Manager: manager, due",
  ]);
  expect(await stateOf(t, who.familyId)).toEqual(["escalated", 3]);
  const entries = (await t.audit()).filter(({ actor_id, subject_id }) => actor_id === "timer" && subject_id === id);
  expect(entries.map(({ family_id }) => family_id)).toEqual([who.familyId, who.familyId]);
});

test("two timers at once tell each person once", async () => {
  const { t, answer } = await aCourse();
  await aRota(t, "bob", "wendy");
  const { id } = await answer(3);
  t.clock.set("2026-03-02T10:00:00Z");
  const round = () =>
    Promise.all(JOBS.filter(({ name }) => name === "concerns that wait").map((job) => job.run(t.deps!, 50)));
  await Promise.all([round(), round(), doJobs(t.deps!, JOBS)]);
  expect(await toldOf(t, id)).toEqual(["Bob Facilitator: named, duty", "Wendy Manager: deputy, half-time"]);
});

test("a round deals with so many and leaves the rest for the next", async () => {
  const { t, answer } = await aCourse();
  await aRota(t, "bob", "wendy");
  const { id } = await answer(3);
  t.clock.set("2026-03-02T10:00:00Z");
  const job = JOBS.find(({ name }) => name === "concerns that wait")!;
  expect([await job.run(t.deps!, 0), await job.run(t.deps!, 1), await job.run(t.deps!, 1)]).toEqual([0, 1, 0]);
  expect(await toldOf(t, id)).toHaveLength(2);
});

test("Friday at five past five: Monday's duty person, and the hours count from Monday at nine", async () => {
  const { t, answer } = await aCourse();
  await aRota(t, "bob", null, ["5"]);
  await aRota(t, "wendy", null, ["1"]);
  const concern = await answer(2, "2026-03-06T17:05:00Z");
  expect(concern).toMatchObject({ half_at: "2026-03-09T10:00:00.000Z", due_at: "2026-03-09T11:00:00.000Z" });
  expect(await toldOf(t, concern.id)).toEqual(["Wendy Manager: named, duty"]);
  await roundAt(t, "2026-03-08T12:00:00Z");
  expect(await toldOf(t, concern.id)).toHaveLength(1);
});

test("over Easter and the change of the clocks the time stands still", async () => {
  const easter = await aCourse();
  await aRota(easter.t, "bob", null);
  const thursday = await easter.answer(2, "2026-04-02T15:30:00Z");
  expect(thursday).toMatchObject({ half_at: "2026-04-07T08:30:00.000Z", due_at: "2026-04-07T09:30:00.000Z" });
  const clocks = await aCourse();
  await aRota(clocks.t, "bob", null);
  const friday = await clocks.answer(2, "2026-03-27T16:00:00Z");
  expect(friday).toMatchObject({ half_at: "2026-03-27T17:00:00.000Z", due_at: "2026-03-30T09:00:00.000Z" });
});

test("nobody on duty: to the manager at once; on leave, to who covers", async () => {
  const { t, answer } = await aCourse();
  const { id } = await answer(1);
  expect(await toldOf(t, id)).toEqual(["Wendy Manager: manager, nobody-on-duty"]);
  const other = await aCourse();
  const { wendy, bob } = other.t.people;
  await isAwayFrom(other.t, wendy.userId, "2026-03-01", "2026-03-08", bob.userId);
  expect(await toldOf(other.t, (await other.answer(1)).id)).toEqual(["Bob Facilitator: manager, nobody-on-duty"]);
});

test("with neither duty, manager nor administrator whoever keyed it is named", async () => {
  const { t, answer } = await aCourse();
  await t.db
    .updateTable("membership")
    .set({ to_on: "2026-03-01" })
    .where("id", "=", t.people.wendy.membershipId)
    .execute();
  expect(await toldOf(t, (await answer(2)).id)).toEqual(["Bob Facilitator: named, recorded"]);
});

test("without a manager every administrator sees that a concern waits, and nothing of what it says", async () => {
  const { t, answer } = await aCourse();
  await t.db
    .updateTable("membership")
    .set({ role: "administrator" })
    .where("id", "=", t.people.wendy.membershipId)
    .execute();
  const other = await aWorker(t, "Otto Other", "administrator");
  const concern = await answer(2);
  expect(concern.for_user_id).toBeNull();
  expect(await toldOf(t, concern.id)).toEqual([
    "Otto Other: administrator, nobody-on-duty",
    "Wendy Manager: administrator, nobody-on-duty",
  ]);
  const wendy = t.as("wendy");
  const [first] = countsOn(await (await wendy.get("/")).text());
  expect(first).toMatchObject({ count: 1, href: "/concerns/waiting" });
  const page = textOf(readHtml(await (await wendy.get("/concerns/waiting")).text()));
  expect(page).toContain("A concern waits");
  for (const word of ["PHQ", "item 9", "Margaret", concern.id, concern.summary]) expect(page).not.toContain(word);
  expect((await wendy.get(`/concerns/${concern.id}`)).status).toBe(403);
  await t.post(`/concerns/${concern.id}/acknowledging`, { key: t.newId(), version: 1 });
  expect(countsOn(await (await wendy.get("/")).text())[0]?.href).not.toBe("/concerns/waiting");
  expect(other).toBeTruthy();
});

test("nobody at all to tell: it stays due, the health says so, and the next round tells whoever came", async () => {
  const { t, who, run } = await aCourse();
  await t.db
    .updateTable("membership")
    .set({ role: "co-leader" })
    .where("organisation_id", "=", t.organisations.willow)
    .execute();
  await t.as("cora").post(`/sessions/${run.sessions[0]!.id}/concerns/new`, {
    key: t.newId(),
    enrolment: who.enrolmentId,
    about: "carer",
    kind: "fear",
    summary: "She is afraid to go home",
  });
  const { id } = await concernOf(t, who.familyId);
  expect(await toldOf(t, id)).toEqual([]);
  await roundAt(t, "2026-03-02T09:05:00Z");
  const health = async () => (await (await t.as(null).get("/health")).json()) as { well: boolean; concerns: string };
  expect(await health()).toMatchObject({ well: false, concerns: "waiting" });
  await roundAt(t, "2026-03-02T09:20:00Z");
  expect(
    (await t.audit()).filter(({ actor_id, subject_id }) => actor_id === "timer" && subject_id === id),
  ).toHaveLength(1);
  const mona = await aWorker(t, "Mona Manager", "team-manager");
  await roundAt(t, "2026-03-02T09:25:00Z");
  expect(await toldOf(t, id)).toEqual(["Mona Manager: manager, half-time"]);
  expect(
    (await t.db.selectFrom("concern").where("id", "=", id).select("for_user_id").executeTakeFirst())?.for_user_id,
  ).toBe(mona);
  expect(await health()).toMatchObject({ concerns: "well" });
});

test("acknowledged it moves no further; what the timer did makes the page that was open not stale", async () => {
  const { t, who, answer } = await aCourse();
  await aRota(t, "bob", "wendy");
  const { id } = await answer(2);
  await roundAt(t, "2026-03-02T10:00:00Z");
  await signedInAt(t, "2026-03-02T10:02:00Z");
  expect((await t.post(`/concerns/${id}/acknowledging`, { key: t.newId(), version: 1 })).status).toBe(303);
  expect(await concernOf(t, who.familyId)).toMatchObject({
    state: "acknowledged",
    next_at: null,
    for_user_id: t.people.bob.userId,
  });
  await roundAt(t, "2026-03-03T16:00:00Z");
  expect(await toldOf(t, id)).toHaveLength(2);
  await signedInAt(t, "2026-03-03T16:02:00Z");
  expect(
    (await t.as("wendy").post(`/concerns/${id}/closing`, { key: t.newId(), version: 1, done: "Rang" })).status,
  ).toBe(409);
});

test("opened again it is due anew, and moves again", async () => {
  const { t, who, answer } = await aCourse();
  await aRota(t, "bob", null);
  const { id } = await answer(2);
  await t.post(`/concerns/${id}/closing`, { key: t.newId(), version: 1, done: "Rang her" });
  await signedInAt(t, "2026-03-04T09:00:00Z");
  await t.post(`/concerns/${id}/reopening`, { key: t.newId(), version: 2, why: "She rang back" });
  expect(await concernOf(t, who.familyId)).toMatchObject({ state: "raised", due_at: "2026-03-04T11:00:00.000Z" });
  await roundAt(t, "2026-03-04T11:00:00Z");
  expect(await toldOf(t, id)).toEqual(["Bob Facilitator: named, duty", "Wendy Manager: manager, due"]);
});

test("nobody is told of a family that they have locked for themselves", async () => {
  const { t, who, answer } = await aCourse();
  await aRota(t, "wendy", "bob");
  await t.db
    .insertInto("family_lock")
    .values({
      id: t.newId(),
      family_id: who.familyId,
      user_id: t.people.wendy.userId,
      kind: "i-know-this-family",
      from_at: "x",
      created_by: "y",
    })
    .execute();
  const { id } = await answer(2);
  expect(await toldOf(t, id)).toEqual(["Bob Facilitator: named, duty"]);
});
