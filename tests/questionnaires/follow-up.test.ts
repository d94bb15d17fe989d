import { expect, test } from "vitest";
import { countDue, gridForRun } from "../../src/features/questionnaires/index.ts";
import { type TestApp, testApp } from "../support/app.ts";
import { anAssessment, aResponse } from "../support/assessment-factories.ts";
import { aContact, aFact, anAgreement } from "../support/family-factories.ts";
import { type ARun, anEnrolment, aRun } from "../support/run-factories.ts";

async function start() {
  const t = await testApp({ as: "bob" });
  const run = await aRun(t);
  const who = await anEnrolment(t, { run });
  return { t, run, who, list: async (query = "") => (await t.get(`/follow-up${query}`)).text() };
}

const actorOf = (t: TestApp) => ({
  ...t.people.bob,
  organisationName: "",
  organisationKind: "provider" as const,
  sessionId: "",
});

/** What the plan of a run's programme asks before and after, in this order. */
const planned = async (t: TestApp, run: ARun, measures: readonly string[]) =>
  t.db
    .insertInto("plan_item")
    .values(
      measures.flatMap((measureId, at) =>
        (["T1", "T2"] as const).map((timepoint, then) => ({
          programme_version_id: run.programme.versionId,
          ...{
            measure_id: measureId,
            timepoint,
            form: "standard",
            informant: "carer" as const,
            about: "carer" as const,
          },
          position: 900 + 2 * at + then,
          window: JSON.stringify({ rule: timepoint }),
        })),
      ),
    )
    .execute();

const SEVEN = [1, 1, 1, 1, 1, 1, 1];

test("one row a person and occasion, with what is still to do; what is answered, closed or not open is not on it", async () => {
  const { t, who, list } = await start();
  const first = await anAssessment(t, who, { measureId: "gad-7" });
  const second = await anAssessment(t, who, { measureId: "phq-9", packId: first.packId, position: 2 });
  const closed = await anAssessment(t, who, { measureId: "bpses", closesOn: "2026-03-01" });
  const future = await anAssessment(t, who, { measureId: "gad-7", timepoint: "T3" });
  let html = await list();
  expect(html).toContain("1 person to ask now");
  for (const { id } of [first, second]) expect(html).toContain(`/assessments/${id}/keying`);
  for (const { id } of [closed, future]) expect(html).not.toContain(id);
  await aResponse(t, first, SEVEN);
  html = await list();
  expect(html).not.toContain(first.id);
  expect(html).toContain(second.id);
  expect(await countDue(t.db, actorOf(t), "2026-03-02")).toBe(1);
});

test("soonest due first, tagged as due, overdue, or closing within seven days", async () => {
  const { t, run, list } = await start();
  for (const [carer, dueOn, closesOn] of [
    ["Later", "2026-03-20", "2026-04-20"],
    ["Overdue", "2026-02-20", "2026-04-20"],
    ["Closing", "2026-02-25", "2026-03-06"],
  ] as const)
    await anAssessment(t, await anEnrolment(t, { run, carer }), { measureId: "gad-7", dueOn, closesOn });
  const html = await list();
  const at = (words: string) => html.indexOf(words);
  expect(at("Overdue O")).toBeLessThan(at("Closing O"));
  expect(at("Closing O")).toBeLessThan(at("Later O"));
  expect(html).toContain("Closes within 7 days");
  expect(html).toContain("Due 20 March 2026, closes 20 April 2026");
});

test("a number is shown only when it is safe, not confidential, and the carer did not ask us not to ring", async () => {
  const { t, run, list } = await start();
  const people = {
    Safe: { value: "07700 900001", safe_times: "after 10am", safe: "at-times" },
    Secret: { value: "07700 900002", confidential: "yes" },
    Unsafe: { value: "07700 900003", safe: "no" },
    Quiet: { value: "07700 900004" },
  } as const;
  for (const [carer, contact] of Object.entries(people)) {
    const who = await anEnrolment(t, { run, carer });
    await anAssessment(t, who, { measureId: "gad-7" });
    await aContact(t, who.carerId, { ...contact, folded: contact.value });
    if (carer === "Quiet")
      await anAgreement(
        t,
        { familyId: who.familyId, personId: who.carerId },
        { purpose: "contact-telephone", answer: "withdrawn" },
      );
  }
  const html = await list();
  expect(html).toContain("07700 900001");
  expect(html).toContain("Read this first: “after 10am”");
  for (const hidden of ["900002", "900003", "900004"]) expect(html).not.toContain(hidden);
  expect(html).toContain("Asked us not to ring");
  expect(html).toContain("No number on file");
  expect(html).toContain("The number on file is not safe to ring");
});

test("an attempt is logged in one click, keeps the filter, and stands on the list", async () => {
  const { t, run, who, list } = await start();
  const { packId } = await anAssessment(t, who, { measureId: "gad-7" });
  const form = { key: t.newId(), how: "telephone", outcome: "no-answer", run: run.runId, occasion: "", page: "1" };
  const res = await t.post(`/follow-up/${packId}/attempts`, form);
  expect([res.status, res.headers.get("location")]).toEqual([303, `/follow-up?run=${run.runId}&did=logged`]);
  expect((await t.post(`/follow-up/${packId}/attempts`, form)).status).toBe(303);
  expect(await t.db.selectFrom("contact_attempt").selectAll().execute()).toEqual([
    expect.objectContaining({
      pack_id: packId,
      person_id: who.carerId,
      referral_id: who.referralId,
      outcome: "no-answer",
      by: t.people.bob.userId,
    }),
  ]);
  const html = await list(`?run=${run.runId}&did=logged`);
  for (const words of ["Attempt logged", "Telephone, 2 March 2026 at 9am: no answer"]) expect(html).toContain(words);
  expect(await t.audit()).toContainEqual(
    expect.objectContaining({ verb: "write", subject_kind: "contact-attempt", family_id: who.familyId }),
  );
});

test("an attempt with a note, and every earlier one, has a page of its own; what is wrong there is told", async () => {
  const { t, who } = await start();
  const { packId } = await anAssessment(t, who, { measureId: "gad-7" });
  const url = `/follow-up/${packId}/attempts`;
  const wrong = await t.post(url, { key: t.newId(), how: "pigeon", outcome: "", note: "Kept <b>" });
  const html = await wrong.text();
  expect(wrong.status).toBe(422);
  for (const words of ["Select how you tried to reach them", "Select what happened", "Kept &lt;b&gt;"])
    expect(html).toContain(words);
  expect((await t.post(url, { key: t.newId(), how: "letter", outcome: "sent", note: "\u0000" })).status).toBe(422);
  expect(
    (await t.post(url, { key: t.newId(), how: "letter", outcome: "sent", note: "x".repeat(1_000_000) })).status,
  ).toBe(422);
  await t.post(url, { key: t.newId(), how: "letter", outcome: "sent", note: "With the envelope 👩‍👧" });
  expect(await (await t.get(url)).text()).toContain("With the envelope 👩‍👧");
});

test("a person on hold says so and is not offered to be rung; who died, or left before the session, is not asked", async () => {
  const { t, run, list } = await start();
  const held = await anEnrolment(t, { run, carer: "Held" });
  await aContact(t, held.carerId);
  await anAssessment(t, held, { measureId: "gad-7" });
  await t.db
    .insertInto("hold")
    .values({
      id: t.newId(),
      person_id: held.carerId,
      from_on: "2026-02-20",
      until_on: "2026-03-20",
      created_at: "2026-02-20T10:00:00.000Z",
      created_by: "seed",
    })
    .execute();
  const died = await anEnrolment(t, { run, carer: "Died" });
  await anAssessment(t, died, { measureId: "gad-7" });
  await aFact(t, died.carerId, { kind: "died", on_day: "2026-02-25" });
  const left = await anEnrolment(t, { run, carer: "Left" });
  await anAssessment(t, left, { measureId: "gad-7", timepoint: "S4", opensOn: "2026-02-28", closesOn: "2026-03-10" });
  await t.db
    .updateTable("enrolment")
    .set({ to_on: "2026-02-20", outcome: "left-early", left_reason: "health", version: 2 })
    .where("id", "=", left.enrolmentId)
    .execute();
  const html = await list();
  expect(html).toContain("On hold until 20 March 2026");
  expect(html).not.toContain("I rang:");
  expect(html).not.toContain("Died O");
  expect(html).not.toContain("Left O");
});

test("the list is narrowed by run and occasion, 20 a page, and a strange address is refused with a sentence", async () => {
  const { t, run, who, list } = await start();
  await anAssessment(t, who, { measureId: "gad-7" });
  await anAssessment(t, who, { measureId: "gad-7", timepoint: "T2" });
  const other = await aRun(t, { name: "Evening group" });
  const busy = await anEnrolment(t, { run: other });
  for (let at = 1; at <= 51; at += 1) await anAssessment(t, busy, { measureId: "gad-7", timepoint: `S${at}` });
  expect(await list()).toContain("53 people to ask now");
  expect(await list(`?run=${run.runId}`)).toContain("2 people to ask now");
  expect(await list(`?run=${run.runId}&occasion=T2`)).toContain("1 person to ask now");
  const busiest = await list(`?run=${other.runId}`);
  expect(busiest.match(/kinstep-follow-up__person"/g)).toHaveLength(20);
  const next = /href="\/follow-up(\?[^"]*after=[^"]*)"/.exec(busiest)![1]!.replaceAll("&amp;", "&");
  expect(next).toContain(`run=${other.runId}`);
  expect((await list(next)).match(/kinstep-follow-up__person"/g)).toHaveLength(20);
  expect(await list("?run=&occasion=")).toContain("53 people");
  expect((await t.get("/follow-up?occasion=%3Cscript%3E")).status).toBe(400);
});

test("both questionnaires done counts people whose last window has closed, and says how many late answers it leaves out", async () => {
  const { t, run, list } = await start();
  expect(await list()).toContain("Nobody’s last questionnaires closed in the last 12 months.");
  const closed = { closesOn: "2026-02-28" };
  for (const [carer, first, second, on] of [
    ["Both", true, true, "2026-02-26"],
    ["Late", true, true, "2026-03-02"],
    ["First", true, false, ""],
    ["None", false, false, ""],
  ] as const) {
    const who = await anEnrolment(t, { run, carer });
    const before = await anAssessment(t, who, { measureId: "gad-7" });
    const after = await anAssessment(t, who, { measureId: "gad-7", timepoint: "T2", ...closed });
    if (first) await aResponse(t, before, SEVEN, { completedOn: "2026-02-10" });
    if (second) await aResponse(t, after, SEVEN, { completedOn: on });
  }
  expect(await list()).toContain("Nobody’s last questionnaires closed");
  await planned(t, run, ["gad-7"]);
  expect(await list()).toContain("Both questionnaires done in time, by GAD-7, the primary measure: 1 of 4 (25%)");
  expect(await list()).toContain("1 more has both, with an answer after its window closed: not among these.");
});

test("each programme is counted by its own primary measure, and different measures are never added up", async () => {
  const { t, run, list } = await start();
  await planned(t, run, ["gad-7", "phq-9"]);
  const other = await aRun(t, { name: "Evening group" });
  await planned(t, other, ["phq-9"]);
  const closed = { timepoint: "T2", closesOn: "2026-02-28" };
  for (const [group, measures] of [
    [run, ["gad-7", "phq-9"]],
    [run, ["gad-7"]],
    [other, ["phq-9"]],
  ] as const) {
    const who = await anEnrolment(t, { run: group });
    for (const measureId of measures) await anAssessment(t, who, { measureId, ...closed });
  }
  const html = await list();
  expect(html).toContain("by GAD-7, the primary measure: 0 of 2 (0%)");
  expect(html).toContain("by PHQ-9, the primary measure: 0 of 1 (0%)");
});

test("another provider's people are never on the list, nor reached; roles without measures are refused", async () => {
  const { t, who } = await start();
  const { packId } = await anAssessment(t, who, { measureId: "gad-7" });
  const rory = t.as("rory");
  expect(await (await rory.get("/follow-up")).text()).toContain("Nobody is to be asked now");
  expect((await rory.get(`/follow-up/${packId}/attempts`)).status).toBe(404);
  const form = { key: t.newId(), how: "telephone", outcome: "spoke" };
  expect((await rory.post(`/follow-up/${packId}/attempts`, form)).status).toBe(404);
  for (const name of ["alice", "cora", "erin"] as const) {
    expect((await t.as(name).get("/follow-up")).status).toBe(403);
    expect((await t.as(name).post(`/follow-up/${packId}/attempts`, form)).status).toBe(403);
  }
});

test("somebody who knows the family finds none of it", async () => {
  const { t, who, list } = await start();
  const { id } = await anAssessment(t, who, { measureId: "gad-7" });
  await t.db
    .insertInto("family_lock")
    .values({
      id: t.newId(),
      family_id: who.familyId,
      user_id: t.people.bob.userId,
      kind: "i-know-this-family",
      from_at: "2026-03-01T10:00:00.000Z",
      created_by: "seed",
    })
    .execute();
  expect(await list()).toContain("Nobody is to be asked now");
  expect((await t.get(`/assessments/${id}`)).status).toBe(404);
  expect((await t.get(`/enrolments/${who.enrolmentId}/measures`)).status).toBe(404);
});

test("the grid of a run counts what was asked, done, overdue, missed and settled for each person and occasion", async () => {
  const { t, run, who } = await start();
  const first = await anAssessment(t, who, { measureId: "gad-7" });
  await aResponse(t, first, SEVEN);
  await anAssessment(t, who, { measureId: "phq-9", dueOn: "2026-02-03" });
  await anAssessment(t, who, { measureId: "bpses", closesOn: "2026-03-01" });
  const grid = await gridForRun(t.db, actorOf(t), run.runId, "2026-03-02");
  expect(grid.occasions).toEqual(["T1"]);
  expect(grid.people).toEqual([
    {
      enrolmentId: who.enrolmentId,
      cells: { T1: { asked: 3, done: 1, overdue: 1, missed: 1, notCollected: 0, preferredNotTo: 0 } },
    },
  ]);
});
