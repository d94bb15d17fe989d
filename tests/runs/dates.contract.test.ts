import { expect, test } from "vitest";
import { type TestApp, testApp } from "../support/app.ts";
import { fieldsOf, validateHtml } from "../support/html.ts";
import { type ARun, aMark, anEnrolment, aRun } from "../support/run-factories.ts";

let key = 0;
const to = (day: string, more: Record<string, string> = {}) => {
  const [year, month, date] = day.split("-").map(Number);
  return {
    key: `move-${++key}`,
    version: "1",
    "day-day": String(date),
    "day-month": String(month),
    "day-year": String(year),
    time: "9:30am",
    scope: "one",
    ...more,
  };
};

const moving = (run: ARun, session: number) => `/sessions/${run.sessions[session - 1]!.id}/moving`;
const daysOf = async (t: TestApp, run: ARun) => {
  const rows = await t.db
    .selectFrom("session")
    .where("run_id", "=", run.runId)
    .select("local_day")
    .orderBy("number")
    .execute();
  return rows.map(({ local_day }) => local_day);
};

/** Confirms what the second page shows, as its form would. */
async function confirm(t: TestApp, path: string, preview: Response) {
  const fields = fieldsOf(await preview.text());
  return t.post(path, Object.fromEntries(Object.entries(fields).map(([name, [value]]) => [name, value ?? ""])));
}

test("the page first shows what moves and how many carers to tell; only confirming moves it", async () => {
  const t = await testApp({ as: "bob" });
  const run = await aRun(t, { startOn: "2026-03-10", sessions: 4 });
  await anEnrolment(t, { run });
  const preview = await t.post(moving(run, 2), to("2026-03-19", { scope: "later" }));
  const page = await preview.clone().text();
  expect(preview.status).toBe(200);
  expect(page).toContain("3 dates move, 1 carer to tell");
  expect(validateHtml(page)).toEqual([]);
  expect(await daysOf(t, run)).toEqual(["2026-03-10", "2026-03-17", "2026-03-24", "2026-03-31"]);
  const res = await confirm(t, moving(run, 2), preview);
  expect(res.headers.get("location")).toBe(`/runs/${run.runId}?did=moved`);
  expect(await daysOf(t, run)).toEqual(["2026-03-10", "2026-03-19", "2026-03-26", "2026-04-02"]);
});

test("a moved session keeps its local time across the change of the clock", async () => {
  const t = await testApp({ as: "bob" });
  const run = await aRun(t, { startOn: "2026-03-10", sessions: 1 });
  await confirm(t, moving(run, 1), await t.post(moving(run, 1), to("2026-03-31")));
  const session = await t.db.selectFrom("session").where("run_id", "=", run.runId).selectAll().executeTakeFirst();
  expect(session).toMatchObject({
    local_day: "2026-03-31",
    local_time: "09:30",
    starts_at: "2026-03-31T08:30:00.000Z",
    version: 2,
  });
});

test("a bank holiday is warned of, and later sessions go round theirs", async () => {
  const t = await testApp({ as: "bob" });
  const run = await aRun(t, { startOn: "2026-03-24", sessions: 3 });
  const preview = await t.post(moving(run, 2), to("2026-04-06", { scope: "later" }));
  expect(await preview.clone().text()).toContain("6 April 2026 is Easter Monday");
  await confirm(t, moving(run, 2), preview);
  expect(await daysOf(t, run)).toEqual(["2026-03-24", "2026-04-06", "2026-04-13"]);
});

test("dates that changed since the preview are shown again and not overwritten", async () => {
  const t = await testApp({ as: "bob" });
  const run = await aRun(t, { startOn: "2026-03-10", sessions: 3 });
  const preview = await t.post(moving(run, 1), to("2026-03-12", { scope: "later" }));
  await confirm(t, moving(run, 3), await t.post(moving(run, 3), to("2026-03-27")));
  const res = await confirm(t, moving(run, 1), preview);
  expect(res.status).toBe(409);
  expect(await res.text()).toContain("The dates changed while you had this page open");
  expect((await daysOf(t, run))[0]).toBe("2026-03-10");
});

test("two people moving the same session at once: one is told that it changed", async () => {
  const t = await testApp({ as: "bob" });
  const run = await aRun(t, { startOn: "2026-03-10", sessions: 2 });
  const previews = [await t.post(moving(run, 1), to("2026-03-11")), await t.post(moving(run, 1), to("2026-03-12"))];
  const answers = await Promise.all(previews.map((preview) => confirm(t, moving(run, 1), preview)));
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
});

test("a wrong date is named and stays; a session with marks does not move", async () => {
  const t = await testApp({ as: "bob" });
  const run = await aRun(t, { startOn: "2026-02-10", sessions: 2 });
  const wrong = await t.post(moving(run, 1), to("2026-02-31"));
  const page = await wrong.text();
  expect([wrong.status, page.includes("The new day must be a real date"), fieldsOf(page)["day-day"]]).toEqual([
    422,
    true,
    ["31"],
  ]);
  expect((await t.post(moving(run, 1), to("2026-02-10"))).status).toBe(422);
  expect((await t.post(moving(run, 1), to("2026-02-12", { version: "9" }))).status).toBe(409);
  const person = await anEnrolment(t, { run });
  await t.post(`/sessions/${run.sessions[0]!.id}/register`, { key: "r", [`mark-${person.enrolmentId}`]: "all" });
  expect((await t.post(moving(run, 1), to("2026-02-12"))).status).toBe(409);
});

const cancelling = (run: ARun, session: number) => `/sessions/${run.sessions[session - 1]!.id}/cancelling`;

test("a session cancelled by us leaves the carer's share as it was, and can be reinstated", async () => {
  const t = await testApp({ as: "bob" });
  const run = await aRun(t, { startOn: "2026-02-03", sessions: 3 });
  const person = await anEnrolment(t, { run, state: "started" });
  await aMark(t, { enrolmentId: person.enrolmentId, sessionId: run.sessions[0]!.id });
  await aMark(t, { enrolmentId: person.enrolmentId, sessionId: run.sessions[1]!.id });
  const said = async () =>
    /(\d of \d core sessions attended[^<]*)/.exec(await (await t.get(`/enrolments/${person.enrolmentId}`)).text())?.[1];
  expect(await said()).toContain("2 of 3 core sessions attended. Completing takes 3 (70%): not yet.");
  const res = await t.post(cancelling(run, 3), { key: "cancel-1", version: "1", reason: "weather" });
  expect(res.headers.get("location")).toBe(`/runs/${run.runId}?did=cancelled`);
  expect(await said()).toContain(
    "2 of 2 core sessions attended. Completing takes 2 (70%): reached. 1 cancelled by us and not counted.",
  );
  await t.post(`/sessions/${run.sessions[2]!.id}/reinstating`, { key: "reinstate-1", version: "2" });
  expect(await said()).toContain("2 of 3");
});

test("a session in which somebody is marked can't be cancelled, not even by one who did not see the mark", async () => {
  const t = await testApp({ as: "bob" });
  const run = await aRun(t, { startOn: "2026-02-03", sessions: 2 });
  const person = await anEnrolment(t, { run });
  await aMark(t, { enrolmentId: person.enrolmentId, sessionId: run.sessions[0]!.id });
  expect((await t.post(cancelling(run, 1), { key: "c1", version: "1", reason: "staff" })).status).toBe(409);
  expect((await t.post(cancelling(run, 2), { key: "c2", version: "1" })).status).toBe(422);
  expect((await t.post(cancelling(run, 2), { key: "c3", version: "7", reason: "staff" })).status).toBe(409);
});

test("dates are for the run's own facilitators", async () => {
  const t = await testApp({ as: "bob" });
  const run = await aRun(t, { startOn: "2026-03-02", sessions: 2 });
  const statuses = [];
  for (const name of ["rory", "alice", "cora"] as const) {
    statuses.push((await t.as(name).post(moving(run, 1), to("2026-03-20"))).status);
    statuses.push((await t.as(name).post(cancelling(run, 1), { key: "x", version: "1", reason: "staff" })).status);
  }
  expect(statuses).toEqual([404, 404, 403, 403, 403, 403]);
});
