import { expect, test } from "vitest";
import { type TestApp, testApp } from "../support/app.ts";
import { anAssessment } from "../support/assessment-factories.ts";
import { anEnrolment, aRun } from "../support/run-factories.ts";
import { keyedForm } from "./keyed-form.ts";

async function start() {
  const t = await testApp({ as: "bob" });
  const who = await anEnrolment(t, { run: await aRun(t) });
  const { id } = await anAssessment(t, who, { measureId: "gad-7" });
  return { t, who, id, url: (act: string) => `/assessments/${id}/${act}` };
}

const rowOf = (t: TestApp, id: string) =>
  t.db
    .selectFrom("assessment")
    .where("id", "=", id)
    .select(["state", "version", "not_collected_reason as reason"])
    .executeTakeFirst();

const form = (t: TestApp, version: number, more: Record<string, string> = {}) => ({ version, key: t.newId(), ...more });

test("it is marked as not collected with a coded reason, and opened again with why", async () => {
  const { t, who, id, url } = await start();
  expect((await t.get(url("not-collected"))).status).toBe(200);
  const res = await t.post(url("not-collected"), form(t, 1, { reason: "we-asked-too-late" }));
  expect([res.status, res.headers.get("location")]).toEqual([303, `/assessments/${id}?did=not-collected`]);
  expect(await rowOf(t, id)).toEqual({ state: "not-collected", version: 2, reason: "we-asked-too-late" });
  const html = await (await t.get(`/assessments/${id}`)).text();
  for (const words of ["We asked too late", "Open it again"]) expect(html).toContain(words);
  expect((await t.post(url("reopening"), form(t, 2, { why: " " }))).status).toBe(422);
  expect((await t.post(url("reopening"), form(t, 2, { why: "She rang back" }))).status).toBe(303);
  expect(await rowOf(t, id)).toEqual({ state: "scheduled", version: 3, reason: null });
  expect(await (await t.get(`/assessments/${id}`)).text()).toContain("She rang back");
  expect(await t.audit()).toContainEqual(
    expect.objectContaining({ verb: "write", subject_id: id, family_id: who.familyId }),
  );
});

test("without a reason it is refused, and the form stays", async () => {
  const { t, id, url } = await start();
  for (const reason of ["", "no-such-reason", "__proto__"]) {
    const res = await t.post(url("not-collected"), form(t, 1, { reason }));
    expect([res.status, await res.text()]).toEqual([422, expect.stringContaining("Select why it was not collected")]);
  }
  expect(await rowOf(t, id)).toMatchObject({ state: "scheduled", version: 1 });
});

test("preferred not to answer is kept, and nothing can be keyed until it is opened again", async () => {
  const { t, id, url } = await start();
  expect((await t.post(url("preferred-not-to"), form(t, 1))).status).toBe(303);
  expect(await rowOf(t, id)).toMatchObject({ state: "preferred-not-to", version: 2 });
  const keyed = await t.post(url("keying"), { ...keyedForm(t, [1, 1, 1, 1, 1, 1, 1]), version: 2 });
  expect([keyed.status, await keyed.text()]).toEqual([409, expect.stringContaining("changed their mind")]);
  await t.post(url("reopening"), form(t, 2, { why: "Changed her mind" }));
  const again = await t.post(url("keying"), { ...keyedForm(t, [1, 1, 1, 1, 1, 1, 1]), version: 3 });
  expect(again.status).toBe(303);
});

test("a form that arrives after all is keyed, and opens it again", async () => {
  const { t, id, url } = await start();
  await t.post(url("not-collected"), form(t, 1, { reason: "could-not-reach" }));
  const res = await t.post(url("keying"), { ...keyedForm(t, [1, 1, 1, 1, 1, 1, 1]), version: 2 });
  expect(res.status).toBe(303);
  expect(await rowOf(t, id)).toEqual({ state: "done", version: 4, reason: null });
  expect(await (await t.get(`/assessments/${id}`)).text()).toContain("A filled-in form arrived");
});

test("what was done, or settled already, is not settled again: the page says what it is now", async () => {
  const { t, id, url } = await start();
  await t.post(url("keying"), keyedForm(t, [1, 1, 1, 1, 1, 1, 1]));
  const done = await t.post(url("not-collected"), form(t, 3, { reason: "died" }));
  expect([done.status, await done.text()]).toEqual([409, expect.stringContaining("answered already. It is now: done")]);
  const stale = await t.post(url("preferred-not-to"), form(t, 1));
  expect([stale.status, await stale.text()]).toEqual([409, expect.stringContaining("This was changed")]);
  const open = await t.post(url("reopening"), form(t, 3, { why: "By mistake" }));
  expect([open.status, await open.text()]).toEqual([409, expect.stringContaining("By mistake")]);
  expect(await rowOf(t, id)).toMatchObject({ state: "done", version: 3 });
});

test("the same form twice, and two people at once, count once", async () => {
  const { t, id, url } = await start();
  const once = form(t, 1, { reason: "died" });
  const [first, second] = [await t.post(url("not-collected"), once), await t.post(url("not-collected"), once)];
  expect([first.status, second.status]).toEqual([303, 303]);
  const both = await Promise.all(
    ["a", "b"].map((why) => t.post(url("reopening"), form(t, 2, { why: `Mistake ${why}` }))),
  );
  expect(both.map(({ status }) => status).sort()).toEqual([303, 409]);
  expect(await rowOf(t, id)).toMatchObject({ version: 3 });
});

test("another organisation finds nothing; who may not key is refused", async () => {
  const { t, id, url } = await start();
  for (const act of ["not-collected", "preferred-not-to", "reopening"]) {
    const sent = form(t, 1, { reason: "died", why: "x" });
    expect((await t.as("rory").get(url(act))).status).toBe(404);
    expect((await t.as("rory").post(url(act), sent)).status).toBe(404);
    for (const name of ["cora", "alice", "erin"] as const)
      expect((await t.as(name).post(url(act), sent)).status).toBe(403);
  }
  expect(await rowOf(t, id)).toMatchObject({ state: "scheduled", version: 1 });
});
