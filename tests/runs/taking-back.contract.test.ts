import fc from "fast-check";
import { expect, test } from "vitest";
import { type TestApp, testApp } from "../support/app.ts";
import { fieldsOf, validateHtml } from "../support/html.ts";
import {
  type ARun,
  aMark,
  anEnrolment,
  aReferredFamily,
  aRun,
  aRunProgramme,
  type ReferredFamily,
} from "../support/run-factories.ts";

let key = 0;
const WINDOWS = ["T1", "T2", "T3", "S3"];

/** A programme that asks the SDQ before, after, later and at the third session; a run of it from 3 February, and somebody on it. */
async function somebody(
  t: TestApp,
  attended: number,
  given: { places?: number; held?: number; startOn?: string } = {},
) {
  const programme = await aRunProgramme(t, { sessions: 6 });
  for (const [at, timepoint] of WINDOWS.entries())
    await t.db
      .insertInto("plan_item")
      .values({
        position: at + 1,
        form: timepoint === "T1" ? "baseline" : "follow-up",
        timepoint,
        programme_version_id: programme.versionId,
        measure_id: "sdq-p4-17",
        informant: "carer",
        about: "child",
        window: JSON.stringify({ rule: timepoint[0] === "S" ? "S" : timepoint }),
      })
      .execute();
  const run = await aRun(t, { programme, startOn: "2026-02-03", sessions: 6, ...given });
  const person = await enrolled(t, run, "skylark");
  for (const { id } of run.sessions.slice(0, attended)) await mark(t, id, person.enrolmentId, "all");
  return { run, ...person };
}

/** Enrols a new family's carer through the page. */
async function enrolled(t: TestApp, run: ARun, word: string): Promise<ReferredFamily & { enrolmentId: string }> {
  const family = await aReferredFamily(t, { programme: run.programme });
  const res = await t.post(`/waiting/${family.referralId}/enrolling`, {
    key: `enrol-${++key}`,
    version: "3",
    run: run.runId,
    withHeld: "yes",
    "fromOn-day": "1",
    "fromOn-month": "1",
    "fromOn-year": "2026",
    initial: "J",
    word,
    owner: t.people.bob.userId,
  });
  expect(res.status).toBe(303);
  const { id } = await t.db
    .selectFrom("enrolment")
    .where("referral_id", "=", family.referralId)
    .select("id")
    .executeTakeFirstOrThrow();
  return { ...family, enrolmentId: id };
}

const mark = (t: TestApp, sessionId: string, enrolmentId: string, how: "all" | "none", seen = "") =>
  t.post(`/sessions/${sessionId}/register`, {
    key: `mark-${++key}`,
    [`mark-${enrolmentId}`]: how,
    [`reason-${enrolmentId}`]: "illness",
    [`told-${enrolmentId}`]: "yes",
    [`seen-${enrolmentId}`]: seen,
  });

type Person = { enrolmentId: string; referralId: string };

const enrolmentOf = (t: TestApp, { enrolmentId }: Person) =>
  t.db.selectFrom("enrolment").where("id", "=", enrolmentId).selectAll().executeTakeFirstOrThrow();

async function leave(t: TestApp, person: Person, day = "24") {
  const { version } = await enrolmentOf(t, person);
  return t.post(`/enrolments/${person.enrolmentId}/leaving`, {
    key: `leave-${++key}`,
    version,
    "leftOn-day": day,
    "leftOn-month": "2",
    "leftOn-year": "2026",
    reason: "health",
    decidedBy: "carer",
  });
}

const path = ({ enrolmentId }: Person) => `/enrolments/${enrolmentId}/taking-back`;

/** Takes it back as the page's form would, with a reason. */
async function takeBack(t: TestApp, person: Person, more: Record<string, string> = {}) {
  const { version } = await enrolmentOf(t, person);
  return t.post(path(person), { key: `back-${++key}`, version, why: "It was her sister who left", ...more });
}

/** What somebody has of a run that an ending touches, without versions. */
async function standing(t: TestApp, person: Person) {
  const { version: _, ...enrolment } = await enrolmentOf(t, person);
  const [referral, places, asked, packs, tasks] = await Promise.all([
    t.db.selectFrom("referral").where("id", "=", person.referralId).select("state").executeTakeFirstOrThrow(),
    t.db.selectFrom("place").where("enrolment_id", "=", person.enrolmentId).selectAll().execute(),
    t.db
      .selectFrom("assessment")
      .where("enrolment_id", "=", person.enrolmentId)
      .select(["timepoint", "state", "opens_on", "due_on", "closes_on", "anchor", "frozen_at"])
      .orderBy("timepoint")
      .execute(),
    t.db
      .selectFrom("pack")
      .where("id", "in", (eb) =>
        eb.selectFrom("assessment").where("enrolment_id", "=", person.enrolmentId).select("pack_id"),
      )
      .selectAll()
      .orderBy("timepoint")
      .execute(),
    t.db
      .selectFrom("task")
      .where("subject_id", "=", person.enrolmentId)
      .where("done_at", "is", null)
      .selectAll()
      .orderBy("kind")
      .execute(),
  ]);
  return { enrolment, referral, places, asked, packs, tasks };
}

const COURSES = fc.record({
  attended: fc.integer({ min: 0, max: 2 }),
  missed: fc.integer({ min: 0, max: 2 }),
  frozen: fc.subarray(WINDOWS),
  ticked: fc.boolean(),
  leftOn: fc.integer({ min: 1, max: 28 }),
});

test("property: leaving and taking it back leaves everything as it was: windows, state, place, open tasks", async () => {
  const t = await testApp({ as: "bob" });
  await fc.assert(
    fc.asyncProperty(COURSES, (course) => leftAndBack(t, course)),
    {
      numRuns: 10,
      examples: [
        [{ attended: 1, missed: 3, frozen: ["S3", "T2", "T3"], ticked: false, leftOn: 24 }],
        [{ attended: 0, missed: 2, frozen: [], ticked: true, leftOn: 24 }],
        [{ attended: 2, missed: 0, frozen: ["T2"], ticked: false, leftOn: 10 }],
      ],
    },
  );
});

type Course = { attended: number; missed: number; frozen: string[]; ticked: boolean; leftOn: number };

async function leftAndBack(t: TestApp, { attended, missed, frozen, ticked, leftOn }: Course) {
  const person = await somebody(t, attended, { held: 1 });
  for (const { id } of person.run.sessions.slice(attended, attended + missed))
    await mark(t, id, person.enrolmentId, "none");
  if (ticked) await tickOff(t, person);
  for (const timepoint of frozen)
    await t.db
      .updateTable("assessment")
      .set({ state: "open", frozen_at: "2026-02-20T10:00:00.000Z" })
      .where("enrolment_id", "=", person.enrolmentId)
      .where("timepoint", "=", timepoint)
      .execute();
  const before = await standing(t, person);
  expect((await leave(t, person, String(leftOn))).status).toBe(303);
  const left = await standing(t, person);
  expect([left.places, left.tasks, left.asked.length]).toEqual([[], [], WINDOWS.length]);
  expect(left.asked).not.toEqual(before.asked);
  expect((await takeBack(t, person)).status).toBe(303);
  expect(await standing(t, person)).toEqual(before);
}

/** A person did what the open tasks asked, some time before: those stay done. */
const tickOff = (t: TestApp, { enrolmentId }: Person) =>
  t.db
    .updateTable("task")
    .set({ done_at: "2026-02-27T10:00:00.000Z", done_by: t.people.bob.userId })
    .where("subject_id", "=", enrolmentId)
    .execute();

test("completing is taken back to started, never coming to enrolled, each with one line that both sides read", async () => {
  const t = await testApp({ as: "bob" });
  const done = await somebody(t, 5, { startOn: "2026-01-20" });
  await t.post(`/enrolments/${done.enrolmentId}/completing`, { key: `c-${++key}`, version: "1" });
  const never = await somebody(t, 0);
  await leave(t, never);
  for (const [person, state, verb] of [
    [done, "started", "start"],
    [never, "enrolled", "enrol"],
  ] as const) {
    const res = await takeBack(t, person);
    expect(res.headers.get("location")).toBe(`/enrolments/${person.enrolmentId}?did=taken-back`);
    const events = await t.db
      .selectFrom("referral_event")
      .where("referral_id", "=", person.referralId)
      .select(["verb", "to_state", "note"])
      .orderBy("version")
      .execute();
    expect(events.at(-1)).toEqual({ verb, to_state: state, note: "It was her sister who left" });
    const page = await (await t.as("alice").get(`/referrals/${person.referralId}`)).text();
    expect(page).toContain("Ending taken back");
    expect(page).toContain("It was her sister who left");
  }
});

test("the person's page leads there; the page says what will happen, and what was said stays with the notes", async () => {
  const t = await testApp({ as: "bob" });
  const person = await somebody(t, 2);
  const show = `/enrolments/${person.enrolmentId}`;
  expect(await (await t.get(show)).text()).not.toContain("taking-back");
  await leave(t, person);
  expect(await (await t.get(show)).text()).toContain(`href="${path(person)}"`);
  const page = await (await t.get(path(person))).text();
  expect(validateHtml(page)).toEqual([]);
  for (const said of ["They have their place again, place 1", "is “Started” again", "due 10 March 2026", "are kept"])
    expect(page).toContain(said);
  const fields = Object.fromEntries(Object.entries(fieldsOf(page)).map(([name, [value]]) => [name, value ?? ""]));
  const res = await t.post(path(person), { ...fields, why: "Wrong Maureen" });
  const after = await (await t.get(res.headers.get("location") ?? "")).text();
  expect(after).toContain("Ending taken back");
  expect(after).toContain("Wrong Maureen");
  expect(after).toContain("Left early, 24 February 2026, Health, decided by: the carer");
  expect(await (await t.get(show)).text()).not.toContain("taking-back");
});

test("a place that was given away: another free one; none, and nothing is changed", async () => {
  const t = await testApp({ as: "bob" });
  const person = await somebody(t, 1, { places: 1, held: 1 });
  await leave(t, person);
  const second = await enrolled(t, person.run, "osprey");
  expect(await (await t.get(path(person))).text()).toContain("They have a free place of the run, place 2 (held)");
  const third = await enrolled(t, person.run, "heron");
  const before = JSON.stringify(await standing(t, person));
  const page = await t.get(path(person));
  expect([page.status, (await page.text()).includes("No place of this run is free")]).toEqual([409, true]);
  const refused = await takeBack(t, person);
  const text = await refused.text();
  expect(refused.status).toBe(409);
  expect(text).toContain("No place of this run is free");
  expect(fieldsOf(text).why).toEqual(["It was her sister who left"]);
  expect(JSON.stringify(await standing(t, person))).toBe(before);
  await leave(t, third);
  expect((await takeBack(t, person)).status).toBe(303);
  expect((await standing(t, person)).places).toMatchObject([{ number: 2 }]);
  expect((await standing(t, second)).places).toMatchObject([{ number: 1 }]);
});

test("of two into the last place one is on it; the same ending taken back by two is taken back once", async () => {
  const t = await testApp({ as: "bob" });
  const one = await somebody(t, 1, { places: 2 });
  const two = await enrolled(t, one.run, "osprey");
  for (const person of [one, two]) await leave(t, person);
  await enrolled(t, one.run, "heron");
  const answers = await Promise.all([takeBack(t, one), takeBack(t, two), takeBack(t, one), takeBack(t, two)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 409, 409, 409]);
  const back = await t.db
    .selectFrom("referral_event")
    .where("referral_id", "in", [one.referralId, two.referralId])
    .where("note", "=", "It was her sister who left")
    .select("version")
    .execute();
  expect(back).toHaveLength(1);
});

test("a carer who was referred again since, a referral enrolled again since and a closed run are refused in a sentence", async () => {
  const t = await testApp({ as: "bob" });
  const again = await somebody(t, 1);
  await leave(t, again);
  const other = await aReferredFamily(t, { programme: again.run.programme });
  await t.db.updateTable("referral").set({ carer_id: again.carerId }).where("id", "=", other.referralId).execute();
  const closed = await somebody(t, 1);
  await leave(t, closed);
  await t.post(`/runs/${closed.run.runId}/closing`, { key: `close-${++key}`, version: "1" });
  const elsewhere = await somebody(t, 1);
  await leave(t, elsewhere);
  await anEnrolment(t, { run: await aRun(t, { programme: elsewhere.run.programme }), family: elsewhere });
  for (const [person, said] of [
    [again, `has been referred to this programme again since (R-${other.referralId})`],
    [closed, "This run is closed. Open the run again first"],
    [elsewhere, "They have been enrolled on another run since"],
  ] as const) {
    const before = JSON.stringify(await standing(t, person));
    const page = await t.get(path(person));
    expect([page.status, await page.text()]).toEqual([409, expect.stringContaining(said)]);
    const res = await takeBack(t, person);
    expect([res.status, await res.text()]).toEqual([409, expect.stringContaining(said)]);
    expect(JSON.stringify(await standing(t, person))).toBe(before);
  }
  await t.post(`/runs/${closed.run.runId}/closing`, { key: `open-${++key}`, version: "2" });
  expect((await takeBack(t, closed)).status).toBe(303);
});

test("what was answered since is kept; sessions that moved meanwhile move what is left to ask", async () => {
  const t = await testApp({ as: "bob" });
  const person = await somebody(t, 2);
  await leave(t, person);
  await t.db
    .updateTable("assessment")
    .set({ state: "done", frozen_at: "2026-03-01T10:00:00.000Z" })
    .where("enrolment_id", "=", person.enrolmentId)
    .where("timepoint", "=", "T2")
    .execute();
  const answered = (await standing(t, person)).asked.find(({ timepoint }) => timepoint === "T2");
  await t.db
    .updateTable("session")
    .set({ local_day: "2026-03-24" })
    .where("id", "=", person.run.sessions[5]!.id)
    .execute();
  expect(await (await t.get(path(person))).text()).toContain(
    "Not asked again, since they were answered after the ending: the questionnaires of “after”",
  );
  await takeBack(t, person);
  const { asked } = await standing(t, person);
  expect(asked.find(({ timepoint }) => timepoint === "T2")).toEqual(answered);
  expect(asked.find(({ timepoint }) => timepoint === "T3")?.due_on).toBe("2026-09-24");
  const events = await t.db
    .selectFrom("assessment_event as v")
    .innerJoin("assessment as a", "a.id", "v.assessment_id")
    .where("a.enrolment_id", "=", person.enrolmentId)
    .where("v.detail", "like", "%taken-back%")
    .select("a.timepoint")
    .execute();
  expect(events).toEqual([{ timepoint: "T3" }]);
});

test("a register that was finished without them is open again", async () => {
  const t = await testApp({ as: "bob" });
  const person = await somebody(t, 2);
  const other = await enrolled(t, person.run, "osprey");
  await leave(t, person, "12");
  const [first, , third] = person.run.sessions;
  for (const session of [first!, third!]) await mark(t, session.id, other.enrolmentId, "all");
  await takeBack(t, person);
  const closed = await t.db
    .selectFrom("session")
    .where("run_id", "=", person.run.runId)
    .where("register_closed_at", "is not", null)
    .select("number")
    .execute();
  expect(closed).toEqual([{ number: 1 }]);
  expect(await (await t.get(`/sessions/${third!.id}/register`)).text()).toContain(`mark-${person.enrolmentId}`);
});

test("nothing else opens an ended referral: a mark that comes late leaves it ended", async () => {
  const t = await testApp({ as: "bob" });
  const person = await somebody(t, 1);
  await leave(t, person);
  expect((await mark(t, person.run.sessions[1]!.id, person.enrolmentId, "all")).status).toBe(303);
  expect((await standing(t, person)).referral.state).toBe("left-early");
  const res = await t.post(`/waiting/${person.referralId}/enrolling`, { key: `e-${++key}`, version: "6" });
  expect(res.status).toBe(404);
});

test("a reason is asked, a stale page and an ending that is not there are refused, a double press acts once", async () => {
  const t = await testApp({ as: "bob" });
  const person = await somebody(t, 1);
  expect((await t.get(path(person))).status).toBe(409);
  const none = await takeBack(t, person);
  expect([none.status, await none.text()]).toEqual([409, expect.stringContaining("There is no ending to take back")]);
  await leave(t, person);
  const blank = await takeBack(t, person, { why: " " });
  expect([blank.status, await blank.text()]).toEqual([422, expect.stringContaining("Enter why it is taken back")]);
  const long = await takeBack(t, person, { why: "x".repeat(1001) });
  expect([long.status, fieldsOf(await long.text()).why]).toEqual([422, ["x".repeat(1001)]]);
  expect((await takeBack(t, person, { version: "1" })).status).toBe(409);
  const same = { key: `same-${++key}`, version: "2" };
  const answers = await Promise.all([takeBack(t, person, same), takeBack(t, person, same)]);
  answers.push(await takeBack(t, person, same));
  expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
  expect((await enrolmentOf(t, person)).version).toBe(3);
});

test("it is for facilitators of the provider alone, and in the trail with looking", async () => {
  const t = await testApp({ as: "bob" });
  const person = await somebody(t, 1);
  await leave(t, person);
  for (const [name, status] of [
    ["rory", 404],
    ["alice", 403],
    ["cora", 403],
    ["erin", 403],
  ] as const) {
    expect([name, (await takeBack(t.as(name), person)).status]).toEqual([name, status]);
    expect([name, (await t.as(name).get(path(person))).status]).toEqual([name, status]);
  }
  await t.get(path(person));
  await takeBack(t, person);
  const lines = (await t.audit()).filter(
    ({ subject_id, verb }) => subject_id === person.enrolmentId && verb !== "refused",
  );
  expect(lines.slice(-2)).toMatchObject([
    { verb: "read", family_id: person.familyId },
    { verb: "write", family_id: person.familyId },
  ]);
  expect(lines.at(-1)?.fields).not.toContain("sister");
});

test("after it was taken back it can end again", async () => {
  const t = await testApp({ as: "bob" });
  const person = await somebody(t, 1);
  for (const _ of [1, 2]) {
    expect((await leave(t, person)).status).toBe(303);
    expect((await takeBack(t, person)).status).toBe(303);
  }
  expect((await leave(t, person)).status).toBe(303);
  await aMark(t, { enrolmentId: person.enrolmentId, sessionId: person.run.sessions[2]!.id });
  expect((await standing(t, person)).referral.state).toBe("left-early");
});

test("where the only mark was corrected away and the referral stayed started, it stays so; the note says why", async () => {
  const t = await testApp({ as: "bob" });
  const person = await somebody(t, 1);
  const [first] = person.run.sessions;
  const { id: seen } = await t.db
    .selectFrom("attendance")
    .where("enrolment_id", "=", person.enrolmentId)
    .select("id")
    .executeTakeFirstOrThrow();
  await mark(t, first!.id, person.enrolmentId, "none", seen);
  await leave(t, person);
  expect(await enrolmentOf(t, person)).toMatchObject({ outcome: "did-not-start" });
  expect((await takeBack(t, person)).status).toBe(303);
  expect((await standing(t, person)).referral.state).toBe("started");
  expect(await (await t.get(`/enrolments/${person.enrolmentId}`)).text()).toContain("It was her sister who left");
});

test("who has the same recognition word since is told beforehand", async () => {
  const t = await testApp({ as: "bob" });
  const person = await somebody(t, 1);
  await leave(t, person);
  await enrolled(t, person.run, "skylark");
  expect(await (await t.get(path(person))).text()).toContain("has the same recognition word since, “skylark”");
});
