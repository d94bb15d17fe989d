import { expect, test } from "vitest";
import { type TestApp, testApp } from "../support/app.ts";
import { aConcern } from "../support/behaviour-factories.ts";
import { aHousehold } from "../support/family-factories.ts";

async function start() {
  const t = await testApp({ as: "alice" });
  const who = await aHousehold(t);
  const { id } = await aConcern(t, who, { source_id: t.newId() });
  return { t, who, id, url: `/concerns/${id}/closing` };
}
const stateOf = (t: TestApp, id: string) =>
  t.db.selectFrom("concern").where("id", "=", id).select(["state", "version"]).executeTakeFirstOrThrow();
const eventsOf = (t: TestApp, id: string) =>
  t.db
    .selectFrom("concern_event")
    .where("concern_id", "=", id)
    .orderBy("version")
    .select(["verb", "note", "by"])
    .execute();

test("a concern is closed with what was done, and its history keeps it", async () => {
  const { t, who, id, url } = await start();
  const res = await t.post(url, { version: 1, key: t.newId(), done: "Rang Margaret. Jayden is home." });
  expect([res.status, res.headers.get("location")]).toEqual([303, `/concerns/${id}?did=closed`]);
  expect(await stateOf(t, id)).toEqual({ state: "closed", version: 2 });
  expect((await eventsOf(t, id))[1]).toEqual({
    verb: "closed",
    note: "Rang Margaret. Jayden is home.",
    by: t.people.alice.userId,
  });
  expect(await t.audit()).toContainEqual(
    expect.objectContaining({ verb: "write", subject_kind: "concern", subject_id: id, family_id: who.familyId }),
  );
});

test("it can't be closed without what was done", async () => {
  const { t, id, url } = await start();
  const res = await t.post(url, { version: 1, key: t.newId(), done: "   " });
  expect(res.status).toBe(422);
  expect(await res.text()).toContain("Enter what was done");
  expect(await stateOf(t, id)).toEqual({ state: "raised", version: 1 });
});

test("the same key twice closes once", async () => {
  const { t, id, url } = await start();
  const form = { version: 1, key: t.newId(), done: "Spoke to school." };
  const [first, second] = [await t.post(url, form), await t.post(url, form)];
  expect([first.status, second.status]).toEqual([303, 303]);
  expect(second.headers.get("location")).toBe(first.headers.get("location"));
  expect(await eventsOf(t, id)).toHaveLength(2);
});

test("a change since is noticed: what was typed stays and what happened is shown", async () => {
  const { t, id, url } = await start();
  await t.as("nadia").post(`/concerns/${id}/acknowledging`, { version: 1, key: t.newId() });
  const res = await t.post(url, { version: 1, key: t.newId(), done: "Spoke to school." });
  const html = await res.text();
  expect(res.status).toBe(409);
  for (const words of ["Spoke to school.", "This has changed since you opened it", "Acknowledged", "Nadia Manager"])
    expect(html).toContain(words);
  expect(await stateOf(t, id)).toEqual({ state: "acknowledged", version: 2 });
});

test("two people closing at the same moment: one does, the other is told", async () => {
  const { t, id, url } = await start();
  const all = await Promise.all(
    (["alice", "nadia"] as const).map((name) =>
      t.as(name).post(url, { version: 1, key: t.newId(), done: `Done by ${name}` }),
    ),
  );
  expect(all.map(({ status }) => status).sort()).toEqual([303, 409]);
  expect(await eventsOf(t, id)).toHaveLength(2);
});

test("another organisation's concern is not found, and a role without the permission is refused", async () => {
  const { t, id, url } = await start();
  const form = { version: 1, key: t.newId(), done: "x" };
  expect((await t.as("charlie").post(url, form)).status).toBe(404);
  expect((await t.as("cora").post(url, form)).status).toBe(403);
  expect((await t.as("erin").post(url, form)).status).toBe(403);
  expect(await stateOf(t, id)).toEqual({ state: "raised", version: 1 });
});

test("a closed concern can be opened again with a reason, and not closed twice", async () => {
  const { t, id, url } = await start();
  await t.post(url, { version: 1, key: t.newId(), done: "Home." });
  expect((await t.post(url, { version: 2, key: t.newId(), done: "Again" })).status).toBe(409);
  const again = await t.post(`/concerns/${id}/reopening`, { version: 2, key: t.newId(), why: "Missing again." });
  expect(again.status).toBe(303);
  expect(await stateOf(t, id)).toEqual({ state: "raised", version: 3 });
});

test("sharing keeps with whom, and whether the carer was told", async () => {
  const { t, id } = await start();
  const form = {
    version: 1,
    key: t.newId(),
    sharedWith: "Duty social worker",
    carerTold: "not-safe-to-tell",
    note: "",
  };
  expect((await t.post(`/concerns/${id}/sharing`, { ...form, carerTold: "" })).status).toBe(422);
  expect((await t.post(`/concerns/${id}/sharing`, form)).status).toBe(303);
  expect(await (await t.get(`/concerns/${id}`)).text()).toContain("Shared with Duty social worker");
});

test("hostile text is kept exactly or refused with a sentence", async () => {
  const { t, id, url } = await start();
  const strange = "<script>alert(1)</script> __proto__ evil 👩‍👧 '; drop table--";
  expect((await t.post(url, { version: 1, key: t.newId(), done: "x".repeat(1_000_000) })).status).toBe(422);
  expect((await t.post(url, { version: 1, key: t.newId(), done: "a\u0000b" })).status).toBe(422);
  expect((await t.post(url, { version: 1, key: t.newId(), done: "a\u202Eb" })).status).toBe(422);
  expect((await t.post(url, { version: "99999999999999999999", key: t.newId(), done: "x" })).status).toBe(422);
  expect((await t.post(url, { version: 1, key: t.newId(), done: strange })).status).toBe(303);
  expect((await eventsOf(t, id))[1]!.note).toBe(strange);
  expect(await (await t.get(`/concerns/${id}`)).text()).not.toContain("<script>alert");
});
