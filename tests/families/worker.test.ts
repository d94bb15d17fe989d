import { expect, test } from "vitest";
import { testApp } from "../support/app.ts";
import { aHousehold } from "../support/family-factories.ts";
import { validateHtml } from "../support/html.ts";
import { aReferral } from "../support/referral-factories.ts";

const workersOf = (t: Awaited<ReturnType<typeof testApp>>, familyId: string) =>
  t.db
    .selectFrom("family_worker")
    .where("family_id", "=", familyId)
    .orderBy("turn")
    .select(["turn", "user_id", "note"])
    .execute();

test("a family is handed over with a note, and whoever has it now is told", async () => {
  const t = await testApp({ as: "alice" });
  const { familyId } = await aHousehold(t, { created_by: t.people.alice.userId });
  expect(await workersOf(t, familyId)).toMatchObject([{ turn: 1, user_id: t.people.alice.userId }]);

  const form = await (await t.get(`/families/${familyId}/worker`)).text();
  expect(form).toContain("Alice Practitioner, since 5 January 2026, works with this family");
  expect(form).not.toContain(`value="${t.people.alice.userId}"`);
  expect(validateHtml(form)).toEqual([]);

  const to = t.people.nadia.userId;
  const res = await t.post(`/families/${familyId}/worker`, { version: 1, key: "h", to, note: "Ring after school" });
  expect(res.headers.get("location")).toBe(`/families/${familyId}?did=handed-over`);
  expect(await workersOf(t, familyId)).toMatchObject([
    { turn: 1 },
    { turn: 2, user_id: to, note: "Ring after school" },
  ]);
  expect(await (await t.as("nadia").get("/")).text()).toContain(
    "Alice Practitioner changed who works with this family",
  );
  expect(await (await t.get("/")).text()).not.toContain("changed who works with this family");
});

test("who had the family is told where somebody else hands it on", async () => {
  const t = await testApp({ as: "nadia" });
  const { familyId } = await aHousehold(t, { created_by: t.people.alice.userId });
  await t.post(`/families/${familyId}/worker`, { version: 1, key: "h", to: t.people.nadia.userId, note: "" });
  expect(await (await t.as("alice").get("/")).text()).toContain("Nadia Manager changed who works with this family");
});

test("a family goes to a colleague of the same organisation alone, and not to who has it", async () => {
  const t = await testApp({ as: "alice" });
  const { familyId } = await aHousehold(t, { created_by: t.people.alice.userId });
  for (const to of [t.people.bob.userId, t.people.charlie.userId, t.people.ada.userId, "", t.people.alice.userId])
    expect([
      to,
      (await t.post(`/families/${familyId}/worker`, { version: 1, key: `k${to}`, to, note: "x" })).status,
    ]).toEqual([to, 422]);
  expect((await t.as("charlie").get(`/families/${familyId}/worker`)).status).toBe(404);
  expect((await t.as("ada").get(`/families/${familyId}/worker`)).status).toBe(403);
  expect(await workersOf(t, familyId)).toHaveLength(1);
});

test("of two who hand it over, the second sees who was first", async () => {
  const t = await testApp({ as: "nadia" });
  const { familyId } = await aHousehold(t, { created_by: t.people.alice.userId });
  const send = (key: string) =>
    t.post(`/families/${familyId}/worker`, { version: 1, key, to: t.people.nadia.userId, note: "Mine" });
  expect((await send("a")).status).toBe(303);
  const late = await send("b");
  expect(late.status).toBe(409);
  const page = await late.text();
  expect(page).toContain("Nadia Manager, since");
  expect(page).toContain("Mine");
});

test("my families are the ones I work with; a provider is told that the worker changed", async () => {
  const t = await testApp({ as: "alice" });
  const mine = await aHousehold(t, { created_by: t.people.alice.userId });
  const other = await aHousehold(t);
  const list = await (await t.get("/families?whose=mine")).text();
  expect(list).toContain(mine.familyId);
  expect(list).not.toContain(other.familyId);
  expect(validateHtml(list)).toEqual([]);
  const household = mine;
  const referral = await aReferral(t, { household }).accepted();
  await t.post(`/families/${mine.familyId}/worker`, { version: 1, key: "h", to: t.people.nadia.userId, note: "" });
  expect(await (await t.as("bob").get(`/referrals/${referral.id}`)).text()).toContain(
    "changed who works with this family",
  );
});
