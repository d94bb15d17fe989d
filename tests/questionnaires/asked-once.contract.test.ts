import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays } from "../../src/domain/calendar.ts";
import { countDue, gridForRun } from "../../src/features/questionnaires/index.ts";
import { formsOfPack } from "../../src/features/questionnaires/paper/paper-queries.ts";
import { askOnceOfPerson } from "../../src/features/questionnaires/schedule/asked-once-queries.ts";
import { moveOnLeaving } from "../../src/features/questionnaires/schedule/moving-queries.ts";
import { type TestApp, testApp } from "../support/app.ts";
import { type AnAssessment, anAssessment, sdqSheet } from "../support/assessment-factories.ts";
import { readHtml, textOf } from "../support/html.ts";
import { type AnEnrolment, anEnrolment, aReferredFamily, aRun, aRunProgramme } from "../support/run-factories.ts";
import { keyedForm } from "./keyed-form.ts";

const T1 = { rule: "T1", opensDaysBefore: 28, dueDaysBefore: 7, closesWithSession: 2, validDaysBefore: 42 };
const T2 = { rule: "T2", opensDaysBefore: 14, closesDaysAfter: 42, leavingDaysAfterFirst: 28, leavingDueDays: 14 };
const S = { rule: "S", closesDaysAfter: 6 };
const PHQ = [1, 1, 2, 2, 1, 0, 1, 3, 0, 2];

/** Today, 2 March 2026, somebody is enrolled on four weekly sessions; PHQ-9 before, after and at each. */
async function enrolled(startOn = "2026-03-09") {
  const t = await testApp({ as: "bob" });
  const programme = await aRunProgramme(t, { sessions: 4, route: "cbt" });
  const plan = { T1, S1: S, S2: S, S3: S, S4: S, T2 };
  for (const [at, [timepoint, window]] of Object.entries(plan).entries())
    await t.db
      .insertInto("plan_item")
      .values({
        position: at + 1,
        form: "standard",
        timepoint,
        programme_version_id: programme.versionId,
        measure_id: "phq-9",
        informant: "carer",
        about: "carer",
        window: JSON.stringify(window),
      })
      .execute();
  const run = await aRun(t, { programme, startOn, sessions: 4 });
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
  const rows = await asked(t);
  return { t, run, family, id: (timepoint: string) => rows.find((row) => row.timepoint === timepoint)!.id, rows };
}

const asked = (t: TestApp) =>
  t.db
    .selectFrom("assessment as a")
    .leftJoin("response_assessment as ra", (join) =>
      join.onRef("ra.assessment_id", "=", "a.id").on("ra.superseded_at", "is", null),
    )
    .innerJoin("pack as k", "k.id", "a.pack_id")
    .where("k.organisation_id", "=", t.organisations.willow)
    .selectAll("a")
    .select("ra.response_id")
    .orderBy("a.id")
    .execute();

const state = async (t: TestApp) => {
  const rows = await asked(t);
  return Object.fromEntries(rows.map((row) => [row.timepoint, row.state]));
};

/** What is asked with what, by occasion. */
const together = async (t: TestApp) => {
  const rows = await asked(t);
  const named = new Map(rows.map(({ id, timepoint }) => [id, timepoint]));
  return Object.fromEntries(
    rows.flatMap((row) => (row.asked_with_id ? [[row.timepoint, named.get(row.asked_with_id)]] : [])),
  );
};

const actor = (t: TestApp) => ({
  ...t.people.bob,
  organisationName: "",
  organisationKind: "provider" as const,
  sessionId: "",
});
const text = async (t: TestApp, url: string) => textOf(readHtml(await (await t.get(url)).text()));

describe("before and the first session, after and the last", () => {
  test("are asked once; no other session is left out", async () => {
    const { t } = await enrolled();
    expect(await together(t)).toEqual({ S1: "T1", S4: "T2" });
  });

  test("the list asks once and says so, and the session says with what it is asked", async () => {
    const { t, id, run } = await enrolled();
    expect(await text(t, "/follow-up")).toContain("once for session 1 too");
    expect(await text(t, `/assessments/${id("S1")}`)).toContain("Asked once, with “Before”");
    t.clock.set("2026-03-09T10:00:00Z");
    expect(await countDue(t.db, actor(t), "2026-03-09")).toBe(1);
    const pack = (await asked(t)).find((row) => row.timepoint === "S1")!.pack_id!;
    expect(await formsOfPack(t.db, actor(t), pack, "2026-03-09")).toEqual([]);
    const grid = await gridForRun(t.db, actor(t), run.runId, "2026-03-10");
    expect(grid.people[0]!.cells.S1).toMatchObject({ asked: 1, overdue: 0, missed: 0 });
  });

  test("one answer serves both, from either of their pages", async () => {
    const { t, id } = await enrolled();
    const res = await t.post(`/assessments/${id("S1")}/keying`, keyedForm(t, PHQ));
    expect(res.headers.get("location")).toBe(`/assessments/${id("T1")}?did=keyed`);
    expect(await state(t)).toMatchObject({ T1: "done", S1: "done", S2: "scheduled", T2: "scheduled" });
    const rows = await asked(t);
    const of = (timepoint: string) => rows.find((row) => row.timepoint === timepoint)!;
    expect(of("S1").response_id).toBe(of("T1").response_id);
    expect(of("S1").frozen_at).not.toBeNull();
    const scores = t.db.selectFrom("score").where("response_id", "=", of("T1").response_id!);
    expect(await scores.selectAll().execute()).toHaveLength(1);
    expect(await text(t, `/assessments/${id("S1")}`)).toContain("Asked once, with another occasion");
  });

  test("an answer long before the first session serves “before” alone", async () => {
    const { t, id } = await enrolled("2026-03-23");
    await t.post(`/assessments/${id("T1")}/keying`, keyedForm(t, PHQ));
    expect(await state(t)).toMatchObject({ T1: "done", S1: "scheduled" });
    expect(await together(t)).not.toHaveProperty("S1");
  });

  test("a correction corrects both, whichever page it is made on", async () => {
    const { t, id } = await enrolled();
    await t.post(`/assessments/${id("T1")}/keying`, keyedForm(t, PHQ));
    const corrected = { ...keyedForm(t, [...PHQ.slice(0, 8), 1, 2]), version: 3, reason: "Misread item 9" };
    expect((await t.post(`/assessments/${id("S1")}/keying`, corrected)).status).toBe(303);
    const rows = (await asked(t)).filter((row) => ["T1", "S1"].includes(row.timepoint));
    expect(new Set(rows.map((row) => row.response_id)).size).toBe(1);
    expect(rows.map((row) => row.version)).toEqual([5, 5]);
    const ids = rows.map((row) => row.id);
    const sheets = t.db.selectFrom("response_assessment").where("assessment_id", "in", ids);
    expect(await sheets.selectAll().execute()).toHaveLength(4);
  });

  test("what is not wanted is not wanted of both, and opened again for both", async () => {
    const { t, id } = await enrolled();
    await t.post(`/assessments/${id("S1")}/preferred-not-to`, { key: t.newId(), version: "1" });
    expect(await state(t)).toMatchObject({ T1: "preferred-not-to", S1: "preferred-not-to", S2: "scheduled" });
    await t.post(`/assessments/${id("T1")}/reopening`, {
      key: t.newId(),
      version: "2",
      why: "They changed their mind",
    });
    expect(await state(t)).toMatchObject({ T1: "scheduled", S1: "scheduled" });
    expect(await together(t)).toEqual({ S1: "T1", S4: "T2" });
  });

  test("who leaves is asked “after” on its own dates: it waits for no session that they will not come to", async () => {
    const { t, rows } = await enrolled();
    const enrolmentId = rows[0]!.enrolment_id!;
    await t.db
      .updateTable("enrolment")
      .set({ to_on: "2026-03-18", outcome: "left-early" })
      .where("id", "=", enrolmentId)
      .execute();
    for (const write of await moveOnLeaving(t, "seed", enrolmentId, "2026-03-18"))
      await t.db.executeQuery(write.compile());
    expect(await together(t)).toEqual({ S1: "T1" });
  });
});

/** Another course of the same carer, about another child. */
async function twoCourses() {
  const t = await testApp({ as: "bob" });
  const run = await aRun(t);
  const one = await anEnrolment(t, { run });
  const other = { ...(await anEnrolment(t, { run: await aRun(t) })), carerId: one.carerId };
  return { t, one, other };
}

const ask = (t: TestApp, who: AnEnrolment, measureId: string, dueOn: string, more: object = {}) =>
  anAssessment(t, who, { measureId, opensOn: "2026-02-01", dueOn, closesOn: addDays(dueOn, 42), ...more });

async function once(t: TestApp, who: AnEnrolment) {
  for (const write of askOnceOfPerson(t.db, who.carerId)) await t.db.executeQuery(write.compile());
}

const leadOf = async (t: TestApp, { id }: AnAssessment) =>
  (await t.db.selectFrom("assessment").where("id", "=", id).select("asked_with_id").executeTakeFirstOrThrow())
    .asked_with_id;

describe("two courses of one carer", () => {
  test("what is about the carer is asked once, the one due first; what is about a child of each", async () => {
    const { t, one, other } = await twoCourses();
    const [mood, moodToo] = [await ask(t, one, "phq-9", "2026-03-03"), await ask(t, other, "phq-9", "2026-03-17")];
    const [child, childToo] = [
      await ask(t, one, "sdq-p4-17", "2026-03-03"),
      await ask(t, other, "sdq-p4-17", "2026-03-03"),
    ];
    await once(t, one);
    expect([await leadOf(t, mood), await leadOf(t, moodToo)]).toEqual([null, mood.id]);
    expect([await leadOf(t, child), await leadOf(t, childToo)]).toEqual([null, null]);
    await t.post(`/assessments/${mood.id}/keying`, keyedForm(t, PHQ));
    expect((await asked(t)).filter((row) => row.response_id !== null)).toHaveLength(2);
    await t.post(`/assessments/${child.id}/keying`, keyedForm(t, sdqSheet(Array(25).fill(1))));
    expect((await asked(t)).filter((row) => row.response_id !== null)).toHaveLength(3);
  });

  test.each([
    ["15 days apart", { dueOn: "2026-03-18" }],
    ["goals, which are of one course", { measureId: "gbo" }],
    ["another organisation's", { organisationId: "other" }],
  ])("%s: asked twice", async (_, { dueOn = "2026-03-03", measureId = "phq-9", ...given }: Record<string, string>) => {
    const { t, one, other } = await twoCourses();
    const organisation = given.organisationId ? { organisationId: t.organisations.north } : {};
    await ask(t, one, measureId, "2026-03-03");
    const second = await ask(t, other, measureId, dueOn, organisation);
    await once(t, one);
    expect(await leadOf(t, second)).toBeNull();
  });

  test("what closed without an answer of the one does not hide the other that is open", async () => {
    const { t, one, other } = await twoCourses();
    await ask(t, one, "phq-9", "2026-02-20", { closesOn: "2026-03-01" });
    await ask(t, other, "phq-9", "2026-02-27");
    await once(t, one);
    expect(await countDue(t.db, actor(t), "2026-03-01")).toBe(1);
    expect(await countDue(t.db, actor(t), "2026-03-02")).toBe(1);
  });
});

test("whatever the dates: nothing is asked twice within 14 days, and what serves is asked itself, no later and near", async () => {
  const { t, one, other } = await twoCourses();
  const third = { ...(await anEnrolment(t, { run: await aRun(t) })), carerId: one.carerId };
  const all = [one, other, third];
  const made = await Promise.all(all.map((who) => ask(t, who, "gad-7", "2026-03-03")));
  const days = fc.tuple(...made.map(() => fc.integer({ min: 0, max: 50 })));
  await fc.assert(
    fc.asyncProperty(days, async (after) => {
      const due = after.map((by) => addDays("2026-03-03", by));
      for (const [at, { id }] of made.entries())
        await t.db.updateTable("assessment").set({ due_on: due[at]! }).where("id", "=", id).execute();
      await once(t, one);
      const lead = await Promise.all(made.map((one) => leadOf(t, one)));
      const at = (id: string) => made.findIndex((one) => one.id === id);
      for (const [index, id] of lead.entries()) {
        if (id !== null)
          expect([lead[at(id)], after[index]! >= after[at(id)]!, after[index]! - after[at(id)]! <= 14]).toEqual([
            null,
            true,
            true,
          ]);
        else
          for (const [other, theirs] of lead.entries())
            if (other !== index && theirs === null) expect(Math.abs(after[index]! - after[other]!)).toBeGreaterThan(14);
      }
    }),
    { numRuns: 60 },
  );
});
