import { expect, test } from "vitest";
import { registersToFinish } from "../../src/features/runs/index.ts";
import { type TestApp, testApp } from "../support/app.ts";
import { hrefsOf, validateHtml } from "../support/html.ts";
import { type AnEnrolment, type ARun, aMark, anEnrolment, aRun } from "../support/run-factories.ts";

let key = 0;
const add = (t: TestApp, run: ARun, fields: Record<string, string>) =>
  t.post(`/runs/${run.runId}/sessions/new`, {
    key: `add-${++key}`,
    kind: "catch-up",
    module: "What was missed",
    "day-day": "27",
    "day-month": "2",
    "day-year": "2026",
    time: "14:00",
    minutes: "45",
    ...fields,
  });

const addedTo = (t: TestApp, run: ARun) =>
  t.db.selectFrom("session").where("run_id", "=", run.runId).where("kind", "<>", "planned").selectAll().execute();

async function withAbsence(t: TestApp): Promise<{ run: ARun; person: AnEnrolment }> {
  const run = await aRun(t, { startOn: "2026-02-03", sessions: 4 });
  const person = await anEnrolment(t, { run, state: "started" });
  await aMark(t, { enrolmentId: person.enrolmentId, sessionId: run.sessions[0]!.id });
  await aMark(t, { enrolmentId: person.enrolmentId, sessionId: run.sessions[1]!.id, mark: "none" });
  return { run, person };
}

test("a catch-up is for one person, is entered late when it was, and counts for the session it makes up for", async () => {
  const t = await testApp({ as: "bob" });
  const { run, person } = await withAbsence(t);
  await anEnrolment(t, { run, carer: "Dev" });
  const res = await add(t, run, { forEnrolment: person.enrolmentId, makesUp: run.sessions[1]!.id });
  expect(res.headers.get("location")).toBe(`/runs/${run.runId}?did=added`);
  const [session] = await addedTo(t, run);
  expect(session).toMatchObject({
    kind: "catch-up",
    core: "no",
    for_enrolment_id: person.enrolmentId,
    entered_late_days: 3,
  });
  const register = await (await t.get(`/sessions/${session!.id}/register`)).text();
  expect(register).toContain("Entered 3 days late");
  expect(register).not.toContain("Dev");
  await t.post(`/sessions/${session!.id}/register`, { key: "r1", [`mark-${person.enrolmentId}`]: "all" });
  const page = await (await t.get(`/enrolments/${person.enrolmentId}`)).text();
  expect(page).toContain("1 of 4 core sessions attended, 1 caught up.");
  expect(page).toContain("Besides: 1 catch-up,");
});

test("a session for one names somebody on the run; one for everybody names nobody", async () => {
  const t = await testApp({ as: "bob" });
  const { run, person } = await withAbsence(t);
  const elsewhere = await anEnrolment(t, { run: await aRun(t) });
  expect((await add(t, run, {})).status).toBe(422);
  expect((await add(t, run, { forEnrolment: elsewhere.enrolmentId })).status).toBe(422);
  expect((await add(t, run, { kind: "planned", forEnrolment: person.enrolmentId })).status).toBe(422);
  expect((await add(t, run, { forEnrolment: person.enrolmentId, makesUp: "none-such" })).status).toBe(422);
  expect((await add(t, run, { forEnrolment: person.enrolmentId, minutes: "9999" })).status).toBe(422);
  const page = await (await add(t, run, { "day-month": "14" })).text();
  expect(page).toContain("The day of the session must be a real date");
  expect(validateHtml(page)).toEqual([]);
  expect(await addedTo(t, run)).toEqual([]);
});

test("one more session for everybody takes the next number, and is core only where somebody says so", async () => {
  const t = await testApp({ as: "bob" });
  const { run } = await withAbsence(t);
  const last = () =>
    t.db
      .selectFrom("session")
      .where("run_id", "=", run.runId)
      .select(["number", "core"])
      .orderBy("number", "desc")
      .executeTakeFirst();
  const unsaid = await add(t, run, { kind: "planned", "day-month": "4" });
  expect([unsaid.status, (await unsaid.text()).includes("Select whether it is a core session")]).toEqual([422, true]);
  for (const [core, number] of [
    ["yes", 5],
    ["no", 6],
  ] as const) {
    await add(t, run, { kind: "planned", "day-month": "4", core });
    expect(await last()).toEqual({ number, core });
  }
});

test("only the provider's facilitators add sessions", async () => {
  const t = await testApp({ as: "bob" });
  const { run } = await withAbsence(t);
  const statuses = [];
  for (const name of ["rory", "alice", "cora"] as const)
    statuses.push((await add(t.as(name), run, { kind: "planned" })).status);
  expect(statuses).toEqual([404, 403, 403]);
});

test("registers to finish are those with people on them whose day has come, the oldest first", async () => {
  const t = await testApp({ as: "bob" });
  const { run, person } = await withAbsence(t);
  await aRun(t, { startOn: "2026-01-05", name: "Nobody on it" });
  const bob = { ...t.people.bob, organisationName: "", organisationKind: "provider", sessionId: "" } as const;
  const due = await registersToFinish(t.db, bob, "2026-03-02");
  expect([due.total, due.registers.map(({ number }) => number)]).toEqual([4, [1, 2, 3, 4]]);
  await t.post(`/sessions/${run.sessions[2]!.id}/register`, { key: "r1", [`mark-${person.enrolmentId}`]: "all" });
  expect((await registersToFinish(t.db, bob, "2026-03-02")).total).toBe(3);
});

test("every page about a session or a person is well-formed and prints nothing undefined", async () => {
  const t = await testApp({ as: "bob" });
  const { run, person } = await withAbsence(t);
  const [held, open] = [run.sessions[0]!.id, run.sessions[3]!.id];
  const at = (id: string) =>
    ["register", "register/print", "moving", "cancelling", "reinstating", "note", "concerns/new"].map(
      (page) => `/sessions/${id}/${page}`,
    );
  const of = ["", "/leaving", "/completing", "/notes/new"].map((page) => `/enrolments/${person.enrolmentId}${page}`);
  for (const path of [
    ...at(held),
    ...at(open),
    ...of,
    "/sessions",
    `/runs/${run.runId}/sessions/new?for=${person.enrolmentId}`,
  ]) {
    const page = await (await t.get(path)).text();
    expect(validateHtml(page), path).toEqual([]);
    expect(page.includes("undefined"), path).toBe(false);
  }
  expect(hrefsOf(await (await t.get(`/runs/${run.runId}`)).text(), "Close this run")).toHaveLength(1);
});
