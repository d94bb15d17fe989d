import { expect, test } from "vitest";
import { moveWindows } from "../../src/features/questionnaires/index.ts";
import { type TestApp, testApp } from "../support/app.ts";
import { dayBegins } from "../support/later.ts";
import { marksOf, row, saveRegister } from "../support/register-posts.ts";
import { aReferredFamily, aRun, aRunProgramme, type ReferredFamily } from "../support/run-factories.ts";
import { moveSession } from "./moving-form.ts";

/** A programme that asks the SDQ before and after, and a run of it with somebody enrolled through the page. */
async function enrolledOnMeasures(t: TestApp) {
  const programme = await aRunProgramme(t, { sessions: 4 });
  const plan = [
    { position: 1, form: "baseline", timepoint: "T1" },
    { position: 2, form: "follow-up", timepoint: "T2" },
  ];
  for (const item of plan)
    await t.db
      .insertInto("plan_item")
      .values({
        ...item,
        programme_version_id: programme.versionId,
        measure_id: "sdq-p4-17",
        informant: "carer",
        about: "child",
        window: JSON.stringify({ rule: item.timepoint }),
      })
      .execute();
  const run = await aRun(t, { programme, startOn: "2026-03-17", sessions: 4 });
  const family = await aReferredFamily(t, { programme });
  const res = await t.post(`/waiting/${family.referralId}/enrolling`, {
    key: "enrol",
    version: "3",
    run: run.runId,
    initial: "J",
    word: "skylark",
    owner: t.people.bob.userId,
  });
  expect(res.status).toBe(303);
  return { run, family };
}

const assessments = (t: TestApp, family: ReferredFamily) =>
  t.db
    .selectFrom("assessment")
    .where("referral_id", "=", family.referralId)
    .select(["timepoint", "form", "opens_on", "due_on", "enrolment_id"])
    .orderBy("timepoint")
    .execute();

test("enrolling schedules the measure plan in the same commit, and the run's page shows its grid", async () => {
  const t = await testApp({ as: "bob" });
  const { run, family } = await enrolledOnMeasures(t);
  const asked = await assessments(t, family);
  expect(asked.map(({ timepoint, form, due_on }) => [timepoint, form, due_on])).toEqual([
    ["T1", "baseline", "2026-03-10"],
    ["T2", "follow-up", "2026-04-07"],
  ]);
  expect(asked.every(({ enrolment_id }) => enrolment_id !== null)).toBe(true);
  const page = await (await t.get(`/runs/${run.runId}`)).text();
  expect(page).toContain("Measures by person and occasion");
  expect(page).toContain("0 of 1 done");
});

test("windows move with the sessions they hang on, and with a session that is cancelled", async () => {
  const t = await testApp({ as: "bob" });
  const { run, family } = await enrolledOnMeasures(t);
  expect((await moveSession(t, run, 1, "24", "3")).status).toBe(303);
  expect((await assessments(t, family)).map(({ due_on }) => due_on)).toEqual(["2026-03-17", "2026-04-14"]);
  await t.post(`/sessions/${run.sessions[3]!.id}/cancelling`, { key: "c1", version: "2", reason: "venue" });
  expect((await assessments(t, family)).map(({ due_on }) => due_on)).toEqual(["2026-03-17", "2026-04-07"]);
});

test("an early leaver is still asked: what comes after the course is due from the day they left", async () => {
  const t = await testApp({ as: "bob" });
  const { family } = await enrolledOnMeasures(t);
  const [asked] = await assessments(t, family);
  const res = await t.post(`/enrolments/${asked!.enrolment_id}/leaving`, {
    key: "l1",
    version: "1",
    "leftOn-day": "2",
    "leftOn-month": "3",
    "leftOn-year": "2026",
    reason: "health",
    decidedBy: "carer",
  });
  expect(res.status).toBe(303);
  const after = (await assessments(t, family)).find(({ timepoint }) => timepoint === "T2");
  expect(after).toMatchObject({ opens_on: "2026-03-02", due_on: "2026-03-16" });
});

test("however many windows move, it is five statements, and the history says from where to where", async () => {
  const t = await testApp({ as: "bob" });
  const { run, family } = await enrolledOnMeasures(t);
  const sessions = [1, 2, 3, 4].map((number) => ({ number, day: `2026-04-${String(number * 7).padStart(2, "0")}` }));
  const writes = await moveWindows(t, "bob", run.runId, sessions);
  expect(writes).toHaveLength(5);
  expect(await moveWindows(t, "bob", run.runId, [])).toEqual([]);
  await moveSession(t, run, 1, "24", "3");
  const events = await t.db
    .selectFrom("assessment_event as v")
    .innerJoin("assessment as a", "a.id", "v.assessment_id")
    .where("a.referral_id", "=", family.referralId)
    .where("v.verb", "=", "moved")
    .orderBy("a.timepoint")
    .select(["a.timepoint", "a.version", "v.version as at", "v.detail"])
    .execute();
  expect(events.map(({ timepoint, version, at }) => [timepoint, version, at])).toEqual([
    ["T1", 2, 2],
    ["T2", 2, 2],
  ]);
  expect(JSON.parse(events[0]!.detail)).toMatchObject({
    why: "sessions",
    from: { dueOn: "2026-03-10", anchor: "session-1:2026-03-17" },
    to: { dueOn: "2026-03-17", anchor: "session-1:2026-03-24" },
  });
});

test("“before” follows who comes to another first session than planned, and a mark that is set right; what was begun stays", async () => {
  const t = await testApp({ as: "bob" });
  const { run, family } = await enrolledOnMeasures(t);
  const first = () =>
    t.db
      .selectFrom("assessment")
      .where("referral_id", "=", family.referralId)
      .where("timepoint", "=", "T1")
      .select(["due_on", "closes_on", "enrolment_id", "id"])
      .executeTakeFirstOrThrow();
  const { enrolment_id, id } = await first();
  const person = { ...family, enrolmentId: enrolment_id!, placeId: "" };
  const dates = async () => Object.values(await first()).slice(0, 2);
  expect(await dates()).toEqual(["2026-03-10", "2026-03-24"]);

  await dayBegins(t, "2026-03-31");
  await saveRegister(t, run, 1, row(person, "none", { reason: "illness" }));
  expect(await dates()).toEqual(["2026-03-10", "2026-03-24"]);
  await saveRegister(t, run, 2, row(person, "all"));
  expect(await dates()).toEqual(["2026-03-17", "2026-03-31"]);
  expect(await (await t.get(`/assessments/${id}`)).text()).toContain("The carer came to another first session");

  const [mark] = await marksOf(t, run, 1);
  await saveRegister(t, run, 1, row(person, "all", { seen: mark!.id }));
  expect(await dates()).toEqual(["2026-03-10", "2026-03-24"]);

  await t.db.updateTable("assessment").set({ frozen_at: "2026-03-31T10:00:00.000Z" }).where("id", "=", id).execute();
  const [again] = (await marksOf(t, run, 1)).slice(-1);
  await saveRegister(t, run, 1, row(person, "none", { reason: "illness", seen: again!.id }));
  expect(await dates()).toEqual(["2026-03-10", "2026-03-24"]);
});
