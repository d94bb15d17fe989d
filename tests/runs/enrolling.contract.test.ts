import { expect, test } from "vitest";
import { type TestApp, testApp } from "../support/app.ts";
import { byTag, hrefsOf, textOf } from "../support/html.ts";
import { type ARun, aReferredFamily, aRun, aRunProgramme, type ReferredFamily } from "../support/run-factories.ts";

let key = 0;
const form = (run: ARun, more: Record<string, string> = {}) => ({
  version: "3",
  key: `enrol-${++key}`,
  run: run.runId,
  "fromOn-day": "2",
  "fromOn-month": "3",
  "fromOn-year": "2026",
  initial: "J",
  word: "skylark",
  ...more,
});

const enrol = (t: TestApp, family: ReferredFamily, run: ARun, more: Record<string, string> = {}) =>
  t.post(`/waiting/${family.referralId}/enrolling`, { ...form(run, more), owner: t.people.bob.userId, ...more });

const enrolmentOf = (t: TestApp, family: ReferredFamily) =>
  t.db.selectFrom("enrolment").where("referral_id", "=", family.referralId).selectAll().execute();

async function aWaitingFamily(t: TestApp, places = 2) {
  const programme = await aRunProgramme(t);
  const run = await aRun(t, { programme, places, startOn: "2026-03-17" });
  const family = await aReferredFamily(t, { programme });
  return { programme, run, family };
}

test("a facilitator enrols somebody who waits: the lowest free place, what is shown to the carer, the referral enrolled", async () => {
  const t = await testApp({ as: "bob" });
  const { run, family } = await aWaitingFamily(t);
  const res = await enrol(t, family, run);
  expect([res.status, res.headers.get("location")]).toEqual([303, `/runs/${run.runId}?did=enrolled`]);
  const [enrolment] = await enrolmentOf(t, family);
  expect(enrolment).toMatchObject({
    run_id: run.runId,
    from_on: "2026-03-02",
    child_initial: "J",
    child_age: 7,
    recognition_word: "skylark",
    outcome: null,
  });
  const place = await t.db.selectFrom("place").where("enrolment_id", "=", enrolment!.id).select("number").execute();
  expect(place).toEqual([{ number: 1 }]);
  const referral = await t.db.selectFrom("referral").where("id", "=", family.referralId).selectAll().executeTakeFirst();
  expect([referral?.state, referral?.version]).toEqual(["enrolled", 4]);
  const page = await (await t.get(`/runs/${run.runId}?did=enrolled`)).text();
  expect(page).toContain("Enrolled");
  expect(hrefsOf(page, "Maureen O’Neill")).toEqual([`/enrolments/${enrolment!.id}`]);
});

test("fifty people enrolled at once into the last place give exactly one enrolment; the others are told that the group is full", async () => {
  const t = await testApp({ as: "bob" });
  const programme = await aRunProgramme(t);
  const run = await aRun(t, { programme, places: 1, startOn: "2026-03-17" });
  const families: ReferredFamily[] = [];
  for (let at = 0; at < 50; at += 1) families.push(await aReferredFamily(t, { programme }));
  const answers = await Promise.all(families.map((family) => enrol(t, family, run)));
  const statuses = answers.map(({ status }) => status).sort();
  expect(statuses).toEqual([303, ...Array.from({ length: 49 }, () => 409)]);
  const enrolled = await t.db.selectFrom("enrolment").where("run_id", "=", run.runId).select("id").execute();
  expect(enrolled).toHaveLength(1);
  const lost = answers.find(({ status }) => status === 409)!;
  expect(await lost.text()).toContain("The group is full");
}, 60_000);

test("several people at once into several places each get one, and nobody two", async () => {
  const t = await testApp({ as: "bob" });
  const programme = await aRunProgramme(t);
  const run = await aRun(t, { programme, places: 4, startOn: "2026-03-17" });
  const families: ReferredFamily[] = [];
  for (let at = 0; at < 6; at += 1) families.push(await aReferredFamily(t, { programme }));
  const words = ["curlew", "heron", "tulip", "lapwing", "osprey", "thistle"];
  const answers = await Promise.all(families.map((family, at) => enrol(t, family, run, { word: words[at]! })));
  expect(answers.filter(({ status }) => status === 303)).toHaveLength(4);
  const places = await t.db.selectFrom("place").where("run_id", "=", run.runId).select("enrolment_id").execute();
  expect(new Set(places.map(({ enrolment_id }) => enrolment_id)).size).toBe(4);
});

test("the same person pressed twice at once is enrolled once", async () => {
  const t = await testApp({ as: "bob" });
  const { run, family } = await aWaitingFamily(t);
  const answers = await Promise.all([1, 2, 3, 4, 5].map(() => enrol(t, family, run)));
  const led = answers.flatMap(({ headers }) => headers.get("location") ?? []);
  expect(led.filter((place) => !place.endsWith("?did=already"))).toHaveLength(1);
  const enrolments = await enrolmentOf(t, family);
  expect(enrolments).toHaveLength(1);
  expect(led.every((place) => place.includes(run.runId) || place.includes(enrolments[0]!.id))).toBe(true);
});

test("the same form sent twice gives the first answer again", async () => {
  const t = await testApp({ as: "bob" });
  const { run, family } = await aWaitingFamily(t);
  const first = await enrol(t, family, run, { key: "same" });
  const second = await enrol(t, family, run, { key: "same" });
  expect([first.status, first.headers.get("location")]).toEqual([second.status, second.headers.get("location")]);
  expect(await enrolmentOf(t, family)).toHaveLength(1);
});

test("what is missing is named, what was typed stays, nothing is saved", async () => {
  const t = await testApp({ as: "bob" });
  const { run, family } = await aWaitingFamily(t);
  const res = await enrol(t, family, run, { word: "", initial: "J3", run: "" });
  const page = await res.text();
  expect(res.status).toBe(422);
  expect(page).toContain("Select a run");
  expect(page).toContain("Select a word that the carer chose");
  expect(page).toContain('value="J3"');
  expect(byTag(page, "title").map(textOf)).toEqual(["Error: Enrol Maureen O’Neill – Kinstep"]);
  expect(await enrolmentOf(t, family)).toEqual([]);
});

test("hostile words are refused or kept, never a fault", async () => {
  const t = await testApp({ as: "bob" });
  const { run, family } = await aWaitingFamily(t);
  for (const initial of ["\u0000", "x".repeat(1_000_000), "🐦", "__proto__", "‮J"])
    expect((await enrol(t, family, run, { initial })).status).toBe(422);
  expect((await enrol(t, family, run, { "fromOn-day": "31", "fromOn-month": "2" })).status).toBe(422);
  expect((await enrol(t, family, run, { attendsWith: "nobody" })).status).toBe(422);
  expect((await enrol(t, family, run, { owner: "somebody-else" })).status).toBe(422);
});

test("a referral that changed since is not enrolled, and the page says so", async () => {
  const t = await testApp({ as: "bob" });
  const { run, family } = await aWaitingFamily(t);
  const res = await enrol(t, family, run, { version: "2" });
  expect(res.status).toBe(409);
  expect(await res.text()).toContain("This referral was changed");
});

test("a run of another programme, or a closed one, can't be chosen", async () => {
  const t = await testApp({ as: "bob" });
  const { family } = await aWaitingFamily(t);
  const other = await aRun(t);
  expect((await enrol(t, family, other)).status).toBe(422);
});

test("a word that somebody on the run has already can't be given twice", async () => {
  const t = await testApp({ as: "bob" });
  const { programme, run, family } = await aWaitingFamily(t);
  await enrol(t, family, run);
  const res = await enrol(t, await aReferredFamily(t, { programme }), run);
  expect(res.status).toBe(422);
  expect(await res.text()).toContain("Somebody on this run has this word");
});

test("another provider, and roles without runs, are kept out", async () => {
  const t = await testApp({ as: "bob" });
  const { run, family } = await aWaitingFamily(t);
  const statuses = [];
  for (const name of ["rory", "alice", "cora", "erin"] as const)
    statuses.push((await enrol(t.as(name), family, run)).status);
  expect(statuses).toEqual([404, 403, 403, 403]);
  expect(await enrolmentOf(t, family)).toEqual([]);
});

test("enrolling leaves a line in the trail with the family", async () => {
  const t = await testApp({ as: "bob" });
  const { run, family } = await aWaitingFamily(t);
  await enrol(t, family, run);
  const [enrolment] = await enrolmentOf(t, family);
  const line = await t.db.selectFrom("audit").where("subject_id", "=", enrolment!.id).selectAll().executeTakeFirst();
  expect(line).toMatchObject({ verb: "write", subject_kind: "enrolment", family_id: family.familyId });
});
