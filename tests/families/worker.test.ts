import { expect, test } from "vitest";
import { testApp } from "../support/app.ts";
import { aCheck } from "../support/behaviour-factories.ts";
import { aHousehold } from "../support/family-factories.ts";
import { fieldsOf, readHtml, textOf, validateHtml } from "../support/html.ts";
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

/** Every page that says who works with the family, to staff of either side and to the carer. */
test("the worker's name stands on every page of the family, and not the name of whoever else acts", async () => {
  const t = await testApp({ as: "nadia" });
  const household = await aHousehold(t, { created_by: t.people.alice.userId });
  const { familyId } = household;
  const referral = await aReferral(t, { household }).accepted();
  const page = await (await t.get(`/families/${familyId}`)).text();
  expect(page).toContain("Alice Practitioner, since 5 January 2026, works with this family");
  expect(page).toContain(`<a class="govuk-link" href="/families/${familyId}/worker">Hand over</a>`);
  expect(await (await t.get(`/families/${familyId}/print`)).text()).toContain("Alice Practitioner, since");
  for (const who of ["nadia", "bob"] as const) {
    const shown = textOf(readHtml(await (await t.as(who).get(`/referrals/${referral.id}`)).text()));
    expect([who, shown]).toEqual([who, expect.stringMatching(/Works with the family\s+Alice Practitioner/)]);
  }
  const res = await t.post(`/families/${familyId}/worker`, {
    version: 1,
    key: "h",
    to: t.people.nadia.userId,
    note: "",
  });
  expect(await (await t.get(res.headers.get("location")!)).text()).toContain("Handed over.");
});

/** A decision that the family's manager makes, and its letter. */
async function letterOf(t: Awaited<ReturnType<typeof testApp>>, who: Awaited<ReturnType<typeof aHousehold>>) {
  const check = await aCheck(t, who, {
    items: [{ behaviour: "refuses", how_often: "4", challenge: "3" }],
  });
  const { version, seen } = fieldsOf(await (await t.get(`/checks/${check.id}/decision`)).text());
  const given = { key: t.newId(), version: version![0]!, seen: seen![0]!, decided: "offer", routes: ["parenting"] };
  expect((await t.post(`/checks/${check.id}/decision`, given)).status).toBe(303);
  const { id } = await t.db
    .selectFrom("route_decision")
    .where("check_id", "=", check.id)
    .select("id")
    .executeTakeFirstOrThrow();
  return textOf(readHtml(await (await t.get(`/decisions/${id}/letter`)).text()));
}

test("while the worker is on leave whoever stands in reads their news, and the letter carries the worker's name", async () => {
  const t = await testApp({ as: "bob" });
  const household = await aHousehold(t, { created_by: t.people.alice.userId });
  const referral = await aReferral(t, { household }).submitted();
  await t.db
    .insertInto("absence")
    .values({
      id: t.newId(),
      user_id: t.people.alice.userId,
      first_day: "2026-02-23",
      last_day: "2026-03-13",
      cover_id: t.people.nadia.userId,
      made_at: "2026-02-20T09:00:00.000Z",
      made_by: t.people.alice.userId,
    })
    .execute();
  await t.post(`/referrals/${referral.id}/acceptance`, { version: referral.version, key: "k", note: "" });
  const nadia = t.as("nadia");
  const home = textOf(readHtml(await (await nadia.get("/")).text()));
  expect(home).toContain("Bob Facilitator accepted the referral");
  expect(home).toContain("Alice Practitioner");
  expect(await letterOf(nadia, household)).toContain("Ask for Alice Practitioner");
  // Read by whoever stands in, it is still told to her when she is back.
  await nadia.get(`/referrals/${referral.id}`);
  expect(await (await nadia.get("/")).text()).not.toContain("accepted the referral");
  expect(await (await t.as("alice").get("/")).text()).toContain("accepted the referral");
});

test("the letter of a family whose worker has left carries the name of whoever decided", async () => {
  const t = await testApp({ as: "nadia" });
  const household = await aHousehold(t, { created_by: t.people.alice.userId });
  await t.db
    .updateTable("user")
    .set({ disabled_at: "2026-02-01T09:00:00.000Z" })
    .where("id", "=", t.people.alice.userId)
    .execute();
  expect(await letterOf(t, household)).toContain("Ask for Nadia Manager");
  const page = await (await t.get(`/families/${household.familyId}`)).text();
  expect(page).toContain("Alice Practitioner, who worked with this family, has left");
});
