import { expect, test } from "vitest";
import { gridForRun } from "../../src/features/questionnaires/index.ts";
import { type TestApp, testApp } from "../support/app.ts";
import { anAssessment } from "../support/assessment-factories.ts";
import { readHtml, textOf, validateHtml } from "../support/html.ts";
import { anEnrolment, aRun } from "../support/run-factories.ts";

const T2 = { rule: "T2", opensDaysBefore: 14, closesDaysAfter: 42, leavingDaysAfterFirst: 28, leavingDueDays: 14 };
// The tests' day is 2 March 2026: due since 24 February.
const OVERDUE = { timepoint: "T2", opensOn: "2026-02-10", dueOn: "2026-02-24", closesOn: "2026-04-07" };

async function overdue() {
  const t = await testApp({ as: "bob" });
  const run = await aRun(t);
  await t.db
    .insertInto("plan_item")
    .values({
      position: 1,
      form: "follow-up",
      timepoint: "T2",
      programme_version_id: run.programme.versionId,
      measure_id: "sdq-p4-17",
      informant: "carer",
      about: "child",
      window: JSON.stringify(T2),
    })
    .execute();
  const who = await anEnrolment(t, { run });
  const asked = await anAssessment(t, who, OVERDUE);
  return { t, run, who, asked, person: `/families/${who.familyId}/people/${who.carerId}` };
}

const TWO_WEEKS = {
  "fromOn-day": "2",
  "fromOn-month": "3",
  "fromOn-year": "2026",
  "untilOn-day": "15",
  "untilOn-month": "3",
  "untilOn-year": "2026",
};

const said = async (t: TestApp, path: string) => textOf(readHtml(await (await t.get(path)).text()));
const window = (t: TestApp, { id }: { id: string }) =>
  t.db
    .selectFrom("assessment as a")
    .innerJoin("pack as k", "k.id", "a.pack_id")
    .where("a.id", "=", id)
    .select(["a.due_on", "a.closes_on", "a.held_days", "k.closes_on as pack_closes_on"])
    .executeTakeFirstOrThrow();
const actor = (t: TestApp) => ({
  ...t.people.bob,
  organisationName: "",
  organisationKind: "provider" as const,
  sessionId: "",
});

test("a hold made where it is heard: nothing is overdue meanwhile, and what it touches closes that length and 28 days later", async () => {
  const { t, run, asked, person, who } = await overdue();
  expect(await said(t, "/follow-up")).toContain("Overdue");
  expect((await gridForRun(t.db, actor(t), run.runId, "2026-03-02")).people[0]!.cells.T2).toMatchObject({ overdue: 1 });
  const attempts = await (await t.get(`/follow-up/${asked.packId}/attempts`)).text();
  const link = /href="([^"]+holds\/new\?pack=[^"]+)"/.exec(attempts)![1]!;
  expect(validateHtml(await (await t.get(link)).text())).toEqual([]);
  const made = await t.post(link, { ...TWO_WEEKS, key: t.newId() });
  expect(made.headers.get("location")).toBe(`/follow-up/${asked.packId}/attempts?did=hold`);
  expect(await said(t, `/follow-up/${asked.packId}/attempts?did=hold`)).toContain("Hold saved");

  // 14 days and 28 more than 7 April.
  expect(await window(t, asked)).toEqual({
    due_on: "2026-02-24",
    closes_on: "2026-05-19",
    held_days: 42,
    pack_closes_on: "2026-05-19",
  });
  const list = await said(t, "/follow-up");
  expect(list).toContain("On hold until 15 March 2026");
  expect(list).not.toContain("Overdue");
  expect(await said(t, `/assessments/${asked.id}`)).toContain("On hold until 15 March 2026");
  expect(await said(t, `/assessments/${asked.id}`)).toContain("They asked for a pause");
  expect(await said(t, `/enrolments/${who.enrolmentId}/measures`)).toContain("On hold until 15 March 2026");
  expect((await gridForRun(t.db, actor(t), run.runId, "2026-03-02")).people[0]!.cells.T2).toMatchObject({ overdue: 0 });

  const lift = /action="(\/families\/[^"]+\/lifting)"/.exec(await (await t.as("alice").get(person)).text())![1]!;
  expect((await t.as("alice").post(lift, { key: t.newId() })).status).toBe(303);
  expect(await window(t, asked)).toMatchObject({ closes_on: "2026-04-07", held_days: 0, pack_closes_on: "2026-04-07" });
});

test("a window that was begun waits too, and one that moves afterwards keeps what the hold gave it", async () => {
  const { t, asked, person, who } = await overdue();
  await t.db
    .updateTable("assessment")
    .set({ frozen_at: "2026-03-01T10:00:00.000Z", state: "open" })
    .where("id", "=", asked.id)
    .execute();
  await t.post(`${person}/holds/new`, { ...TWO_WEEKS, key: t.newId() });
  expect(await window(t, asked)).toMatchObject({ closes_on: "2026-05-19", held_days: 42 });
  const enrolment = `/enrolments/${who.enrolmentId}`;
  const version = /name="version" value="(\d+)"/.exec(await (await t.get(`${enrolment}/leaving`)).text())![1]!;
  const left = await t.post(`${enrolment}/leaving`, {
    version,
    key: t.newId(),
    "leftOn-day": "1",
    "leftOn-month": "3",
    "leftOn-year": "2026",
    reason: "childcare-or-travel",
    decidedBy: "carer",
  });
  expect(left.status).toBe(303);
  // It opens on leaving, 1 March, and would close on 12 April.
  expect(await window(t, asked)).toMatchObject({ due_on: "2026-03-15", closes_on: "2026-05-24", held_days: 42 });
});
