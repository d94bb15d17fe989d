import { describe, expect, test } from "vitest";
import { type TestApp, testApp } from "../support/app.ts";
import { anAssessment, aResponse, sdqSheet } from "../support/assessment-factories.ts";
import { readHtml, textOf, validateHtml } from "../support/html.ts";
import { type AnEnrolment, anEnrolment, aRun } from "../support/run-factories.ts";

// The tests' day is 2 March 2026: what closed on 10 February is over.
const OVER = { opensOn: "2026-01-06", dueOn: "2026-01-27", closesOn: "2026-02-10" };

const said = async (t: TestApp, path: string) => textOf(readHtml(await (await t.get(path)).text()));

/** Two forms of one occasion that closed with nothing answered: about the child and about the carer. */
async function closed(t: TestApp, who: AnEnrolment) {
  const first = await anAssessment(t, who, OVER);
  const second = await anAssessment(t, who, { ...OVER, measureId: "gad-7", packId: first.packId, position: 2 });
  return { first, second, why: `/follow-up/${first.packId}/unanswered` };
}

const states = (t: TestApp, who: AnEnrolment) =>
  t.db
    .selectFrom("assessment")
    .where("enrolment_id", "=", who.enrolmentId)
    .orderBy("pack_position")
    .select(["state", "not_collected_reason as reason"])
    .execute();

const form = async (t: TestApp, path: string, more: Record<string, string>) => {
  const html = await (await t.get(path)).text();
  return { key: t.newId(), version: /name="version" value="(\d+)"/.exec(html)?.[1] ?? "", ...more };
};

describe("what closed without an answer", () => {
  test("is on a list until somebody says why, once for all its forms", async () => {
    const t = await testApp({ as: "bob" });
    const who = await anEnrolment(t, { run: await aRun(t) });
    const { why } = await closed(t, who);
    expect(await (await t.get("/follow-up")).text()).toContain('href="/follow-up/closed"');
    const list = await (await t.get("/follow-up/closed")).text();
    expect(validateHtml(list)).toEqual([]);
    expect(textOf(readHtml(list))).toContain("1 person to say a reason for");
    expect(textOf(readHtml(list))).toContain("SDQ, GAD-7");
    const page = await (await t.get(why)).text();
    expect(validateHtml(page)).toEqual([]);

    const res = await t.post(why, await form(t, why, { reason: "we-asked-too-late" }));
    expect([res.status, res.headers.get("location")]).toEqual([303, "/follow-up/closed?did=ended"]);
    expect(await states(t, who)).toEqual([
      { state: "not-collected", reason: "we-asked-too-late" },
      { state: "not-collected", reason: "we-asked-too-late" },
    ]);
    expect(await said(t, "/follow-up/closed")).toContain("Everything that closed in the last 12 months was answered");
    expect(await t.audit()).toContainEqual(expect.objectContaining({ verb: "write", subject_kind: "pack" }));
  });

  test("an answer that is there stays as it is; only what is left gets the reason", async () => {
    const t = await testApp({ as: "bob" });
    const who = await anEnrolment(t, { run: await aRun(t) });
    const { first, why } = await closed(t, who);
    await aResponse(t, first, sdqSheet(Array(25).fill(1)));
    expect(await said(t, why)).not.toContain("SDQ about");
    await t.post(why, await form(t, why, { reason: "preferred-not-to" }));
    expect(await states(t, who)).toEqual([
      { state: "done", reason: null },
      { state: "preferred-not-to", reason: null },
    ]);
  });

  test("a weekly check-in, what is still open, and what is older than a year are not on it", async () => {
    const t = await testApp({ as: "bob" });
    const who = await anEnrolment(t, { run: await aRun(t) });
    await anAssessment(t, who, { ...OVER, measureId: "weekly-check-in", timepoint: "W1" });
    await anAssessment(t, who, { ...OVER, closesOn: "2026-03-02" });
    await anAssessment(t, who, { opensOn: "2024-12-01", dueOn: "2025-01-10", closesOn: "2025-03-01", timepoint: "T2" });
    expect(await said(t, "/follow-up/closed")).toContain("Everything that closed in the last 12 months was answered");
  });

  test("a death is said once: it asks who, and acts on all that is asked", async () => {
    const t = await testApp({ as: "bob" });
    const who = await anEnrolment(t, { run: await aRun(t) });
    const { why } = await closed(t, who);
    const later = await anAssessment(t, who, { timepoint: "T2" });
    const unsaid = await t.post(why, await form(t, why, { reason: "died" }));
    expect(unsaid.status).toBe(422);
    expect(await unsaid.text()).toContain("Select who died");
    expect((await t.post(why, await form(t, why, { reason: "died", who: "informant" }))).status).toBe(303);
    const facts = await t.db
      .selectFrom("person_fact")
      .where("person_id", "=", who.carerId)
      .select(["kind", "person_id"])
      .execute();
    expect(facts).toEqual([{ kind: "died", person_id: who.carerId }]);
    expect(await said(t, "/follow-up")).not.toContain(`/follow-up/${later.packId}`);
  });

  test("somebody who was first is said, and nothing is changed twice", async () => {
    const t = await testApp({ as: "bob" });
    const who = await anEnrolment(t, { run: await aRun(t) });
    const { first, why } = await closed(t, who);
    const open = await form(t, why, { reason: "could-not-reach" });
    await t.post(`/assessments/${first.id}/not-collected`, { key: t.newId(), version: "1", reason: "we-did-not-ask" });
    const late = await t.post(why, open);
    expect(late.status).toBe(409);
    expect(await late.text()).toContain("This was changed while you had it open");
    expect((await states(t, who)).map(({ state }) => state)).toEqual(["not-collected", "scheduled"]);
  });

  test("a reason is needed, and another provider or the council finds nothing", async () => {
    const t = await testApp({ as: "bob" });
    const who = await anEnrolment(t, { run: await aRun(t) });
    const { why } = await closed(t, who);
    const blank = await t.post(why, await form(t, why, {}));
    expect(blank.status).toBe(422);
    expect(await blank.text()).toContain("Select why it was not answered");
    expect((await t.as("rory").get(why)).status).toBe(404);
    expect((await t.as("alice").get(why)).status).toBe(403);
    expect(await said(t.as("rory"), "/follow-up/closed")).toContain("Everything that closed");
  });
});
