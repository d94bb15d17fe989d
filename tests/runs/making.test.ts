import { expect, test } from "vitest";
import { type Fields, type TestApp, testApp } from "../support/app.ts";
import { byTag, textOf, validateHtml } from "../support/html.ts";
import { anEnrolment, aRun, aRunProgramme } from "../support/run-factories.ts";

let key = 0;
const typed = (t: TestApp, more: Fields = {}): Fields => ({
  key: `run-${++key}`,
  name: "Monday mornings",
  venue: "Willow Hall",
  venueConfidential: "no",
  "startOn-day": "23",
  "startOn-month": "3",
  "startOn-year": "2026",
  time: "9.30am",
  weeks: "1",
  open: "8",
  held: "1",
  reserve: "1",
  holidays: "13 April 2026 to 17 April 2026",
  facilitator: t.people.bob.userId,
  coLeaders: [t.people.cora.userId],
  ...more,
});

async function aProgramme(t: TestApp) {
  const programme = await aRunProgramme(t);
  return { ...programme, path: `/runs/new?programme=${programme.programmeId}` };
}

const runOf = (location: string | null) => location!.replace("/runs/", "").replace(/\?.*/, "");

test("a run is made with its places, staff and sessions; bank holidays and local holidays are skipped", async () => {
  const t = await testApp({ as: "bob" });
  const { path, versionId } = await aProgramme(t);
  const res = await t.post(path, typed(t));
  expect(res.status).toBe(303);
  const id = runOf(res.headers.get("location"));
  const run = await t.db.selectFrom("run").where("id", "=", id).selectAll().executeTakeFirst();
  expect(run).toMatchObject({ programme_version_id: versionId, kind: "group", name: "Monday mornings" });
  const sessions = await t.db.selectFrom("session").where("run_id", "=", id).selectAll().orderBy("number").execute();
  expect(sessions.map(({ local_day }) => local_day).slice(0, 4)).toEqual([
    "2026-03-23",
    "2026-03-30",
    "2026-04-20",
    "2026-04-27",
  ]);
  expect(sessions).toHaveLength(10);
  expect(sessions.map(({ starts_at }) => starts_at).slice(0, 2)).toEqual([
    "2026-03-23T09:30:00.000Z",
    "2026-03-30T08:30:00.000Z",
  ]);
  const places = await t.db.selectFrom("place").where("run_id", "=", id).select("kind").orderBy("number").execute();
  expect(places.map(({ kind }) => kind)).toEqual([...Array.from({ length: 8 }, () => "open"), "held", "reserve"]);
  const staff = await t.db
    .selectFrom("run_staff")
    .where("run_id", "=", id)
    .select("as_what")
    .orderBy("as_what")
    .execute();
  expect(staff.map(({ as_what }) => as_what)).toEqual(["facilitator", "peer-co-leader"]);
});

test("a run that is asked to begin on a closed day is not moved in silence: which day it is, and the next open one", async () => {
  const t = await testApp({ as: "bob" });
  const { path } = await aProgramme(t);
  for (const [closed, said] of [
    [{ "startOn-day": "6", "startOn-month": "4" }, ["Easter Monday", "Monday 20 April 2026"]],
    [{ "startOn-day": "13", "startOn-month": "4" }, ["Local holiday", "Monday 20 April 2026"]],
    [{ "startOn-day": "25", "startOn-month": "12" }, ["Christmas Day", "Friday 8 January 2027"]],
  ] as const) {
    const res = await t.post(path, typed(t, { ...closed }));
    const page = await res.text();
    expect(res.status).toBe(422);
    for (const words of said) expect(page).toContain(words);
  }
  expect(await t.db.selectFrom("run").where("name", "=", "Monday mornings").select("id").execute()).toEqual([]);
  const around = await t.post(path, typed(t));
  expect(around.headers.get("location")).toContain("did=made-around");
  expect(await (await t.get(around.headers.get("location")!)).text()).toContain("Some fall a week later");
});

test("a run that began in the past is allowed, and its past sessions say how late they were put in", async () => {
  const t = await testApp({ as: "bob" });
  const { path } = await aProgramme(t);
  const res = await t.post(path, typed(t, { "startOn-month": "11", "startOn-day": "24", "startOn-year": "2025" }));
  const sessions = await t.db
    .selectFrom("session")
    .where("run_id", "=", runOf(res.headers.get("location")))
    .select("entered_late_days")
    .orderBy("number")
    .execute();
  expect(sessions[0]!.entered_late_days).toBe(98);
});

test("a one-to-one course has one place, whatever is typed", async () => {
  const t = await testApp({ as: "bob" });
  const programme = await aRunProgramme(t, { format: "one-to-one", sessions: 8 });
  const res = await t.post(`/runs/new?programme=${programme.programmeId}`, typed(t, { open: "9" }));
  const places = await t.db
    .selectFrom("place")
    .where("run_id", "=", runOf(res.headers.get("location")))
    .select("id")
    .execute();
  expect(places).toHaveLength(1);
});

test("what is wrong is named and what was typed stays", async () => {
  const t = await testApp({ as: "bob" });
  const { path } = await aProgramme(t);
  const res = await t.post(
    path,
    typed(t, { name: "", time: "25:00", open: "lots", "startOn-day": "31", "startOn-month": "2", holidays: "Easter" }),
  );
  const page = await res.text();
  expect(res.status).toBe(422);
  for (const sentence of [
    "Enter a name for the run",
    "The time it starts must be a time, like 9:30am or 13:00",
    "Open places must be a whole number, like 1",
    "The day of the first session must be a real date",
    "“Easter” is not a date like 30 March 2026",
  ])
    expect(page).toContain(sentence);
  expect(page).toContain('value="lots"');
  expect(validateHtml(page)).toEqual([]);
});

test("hostile words are kept to the letter or refused, never a fault", async () => {
  const t = await testApp({ as: "bob" });
  const { path } = await aProgramme(t);
  const name = "__proto__ 🐦 <b>";
  const res = await t.post(path, typed(t, { name }));
  const run = await t.db
    .selectFrom("run")
    .where("id", "=", runOf(res.headers.get("location")))
    .select("name")
    .executeTakeFirst();
  expect(run?.name).toBe(name);
  for (const more of [
    { name: "a\u0000b" },
    { name: "a\u202eb" },
    { venue: "x".repeat(1_000_000) },
    { weeks: "1e99" },
    { open: "99999999999999999999" },
    { holidays: "1 January 2026\n".repeat(50) },
  ])
    expect((await t.post(path, typed(t, more))).status).toBe(422);
});

test("only people of the organisation can be its staff, and only its own programmes its runs", async () => {
  const t = await testApp({ as: "bob" });
  const { path } = await aProgramme(t);
  expect((await t.post(path, typed(t, { facilitator: t.people.rory.userId }))).status).toBe(422);
  const statuses = [];
  for (const name of ["rory", "alice", "cora"] as const) statuses.push((await t.as(name).post(path, typed(t))).status);
  expect(statuses).toEqual([404, 403, 403]);
});

test("the same form sent twice makes one run", async () => {
  const t = await testApp({ as: "bob" });
  const { path } = await aProgramme(t);
  const fields = typed(t);
  const [first, second] = [await t.post(path, fields), await t.post(path, fields)];
  expect(second.headers.get("location")).toBe(first.headers.get("location"));
  expect(await t.db.selectFrom("run").select("id").execute()).toHaveLength(1);
});

test("runs are listed with places and viability; another provider sees none of them", async () => {
  const t = await testApp({ as: "bob" });
  await anEnrolment(t, { run: await aRun(t, { startOn: "2026-03-10", name: "Evening group" }) });
  const page = await (await t.get("/runs")).text();
  expect(page).toContain("1 of 8");
  expect(page).toContain("Too few: 5 more needed");
  expect(validateHtml(page)).toEqual([]);
  expect(await (await t.as("rory").get("/runs")).text()).toContain("No open runs");
  expect((await t.get("/runs?state=sideways")).status).toBe(400);
});

test("a run's page, the form of a new one and its first step are well-formed", async () => {
  const t = await testApp({ as: "bob" });
  const run = await aRun(t);
  await anEnrolment(t, { run });
  for (const path of [
    `/runs/${run.runId}`,
    "/runs/new",
    `/runs/new?programme=${run.programme.programmeId}`,
    `/runs/${run.runId}/editing`,
    `/runs/${run.runId}/places/new`,
    `/runs/${run.runId}/sessions/new`,
    `/runs/${run.runId}/closing`,
  ]) {
    const page = await (await t.get(path)).text();
    expect(validateHtml(page), path).toEqual([]);
    expect(page).not.toContain("undefined");
  }
});

test("a confidential venue is hidden until somebody asks, and that is in the trail", async () => {
  const t = await testApp({ as: "bob" });
  const run = await aRun(t, { venueConfidential: "yes" });
  expect(await (await t.get(`/runs/${run.runId}`)).text()).not.toContain("Mill Lane");
  expect(await (await t.get(`/runs/${run.runId}/venue`)).text()).toContain("Mill Lane");
  expect((await t.audit()).at(-1)).toMatchObject({ verb: "read", subject_kind: "run-venue", subject_id: run.runId });
});

test("a run is changed; a page that is out of date shows both texts", async () => {
  const t = await testApp({ as: "bob" });
  const run = await aRun(t);
  const fields = (version: string) => typed(t, { version, name: "Renamed", holidays: "" });
  expect((await t.post(`/runs/${run.runId}/editing`, fields("1"))).status).toBe(303);
  const stale = await t.post(`/runs/${run.runId}/editing`, { ...fields("1"), name: "Renamed too" });
  const page = await stale.text();
  expect(stale.status).toBe(409);
  expect(page).toContain("Renamed too");
  expect(byTag(page, "dd").map(textOf)).toContain("Renamed");
});

test("of two who change a run at the same moment one is told, with what is there now", async () => {
  const t = await testApp({ as: "bob" });
  const run = await aRun(t);
  const send = (name: string) => t.post(`/runs/${run.runId}/editing`, typed(t, { version: "1", name, holidays: "" }));
  const names = ["Mine", "Theirs"];
  const both = await Promise.all(names.map(send));
  expect(both.map(({ status }) => status).toSorted()).toEqual([303, 409]);
  const lost = both.findIndex(({ status }) => status === 409);
  const page = await both[lost]!.text();
  expect(byTag(page, "dd").map(textOf)).toContain(names[1 - lost]);
  expect(page).toContain(`value="${names[lost]}"`);
  expect(page).toContain('name="version" value="2"');
});

test("places are added after the last one; a run with people on it can't be closed", async () => {
  const t = await testApp({ as: "bob" });
  const run = await aRun(t);
  await t.post(`/runs/${run.runId}/places/new`, { version: "1", key: "p1", kind: "held", how: "2" });
  const numbers = await t.db
    .selectFrom("place")
    .where("kind", "=", "held")
    .select("number")
    .orderBy("number")
    .execute();
  expect(numbers).toEqual([{ number: 9 }, { number: 10 }]);
  await anEnrolment(t, { run });
  expect((await t.post(`/runs/${run.runId}/closing`, { version: "1", key: "c1" })).status).toBe(409);
  await t.db.updateTable("place").set({ enrolment_id: null }).execute();
  expect((await t.post(`/runs/${run.runId}/closing`, { version: "1", key: "c2" })).status).toBe(303);
  expect(await (await t.get("/runs?state=closed")).text()).toContain("Tuesday group");
  expect((await t.post(`/runs/${run.runId}/closing`, { version: "2", key: "c3" })).status).toBe(303);
});
