import { expect, test } from "vitest";
import { type TestApp, testApp } from "../support/app.ts";
import { anOffer } from "../support/behaviour-factories.ts";
import { aHousehold } from "../support/family-factories.ts";
import { hrefsOf, readHtml, textOf, validateHtml } from "../support/html.ts";
import { anAcceptedOffer, aReferral } from "../support/referral-factories.ts";

async function start() {
  const t = await testApp({ as: "alice" });
  const who = await aHousehold(t);
  const form = (more: Record<string, string | number> = {}) => ({
    key: t.newId(),
    carerId: who.carerId,
    childId: who.childId,
    support: "peer-support",
    state: "told",
    "onDay-day": 2,
    "onDay-month": 3,
    "onDay-year": 2026,
    ...more,
  });
  return { t, who, form, url: `/families/${who.familyId}/offers/new` };
}
const offersOf = (t: TestApp, familyId: string) =>
  t.db.selectFrom("offer").where("family_id", "=", familyId).selectAll().execute();

test("that a carer was told of a kind of support is kept, with its first event", async () => {
  const { t, who, form, url } = await start();
  const res = await t.post(url, form());
  expect([res.status, res.headers.get("location")]).toEqual([303, `/families/${who.familyId}/offers?did=opened`]);
  const [offer] = await offersOf(t, who.familyId);
  expect(offer).toMatchObject({ support: "peer-support", state: "told", version: 1, decision_id: null });
  const events = await t.db.selectFrom("offer_event").where("offer_id", "=", offer!.id).selectAll().execute();
  expect(events).toMatchObject([{ version: 1, state: "told", on_day: "2026-03-02", by: t.people.alice.userId }]);
  expect(await t.audit()).toContainEqual(
    expect.objectContaining({ verb: "write", subject_kind: "offer", subject_id: offer!.id, family_id: who.familyId }),
  );
});

test("not offered needs a reason of the list", async () => {
  const { t, who, form, url } = await start();
  const without = await t.post(url, form({ state: "not-offered", note: "Kept to the letter" }));
  expect(without.status).toBe(422);
  const html = await without.text();
  for (const words of ["Select why it was not offered", "Kept to the letter"]) expect(html).toContain(words);
  expect((await t.post(url, form({ state: "not-offered", notOfferedReason: "crisis-first" }))).status).toBe(303);
  expect(await offersOf(t, who.familyId)).toMatchObject([{ state: "not-offered" }]);
});

test("a parenting programme is about a child; peer support need not be", async () => {
  const { t, form, url } = await start();
  const res = await t.post(url, form({ support: "parenting", childId: "" }));
  expect([res.status, (await res.text()).includes("Select the child it is about")]).toEqual([422, true]);
  expect((await t.post(url, form({ childId: "" }))).status).toBe(303);
});

test("a day that does not exist or is to come, a carer of another family, and a kind that is none are refused", async () => {
  const { t, who, form, url } = await start();
  const other = await aHousehold(t, { of: "south" });
  for (const wrong of [
    { "onDay-day": 31, "onDay-month": 2 },
    { "onDay-year": 2027 },
    { "onDay-year": "99999999999999999999" },
    { carerId: other.carerId },
    { support: "__proto__" },
    { state: "accepted" },
    { note: "x".repeat(2001) },
    { note: "a\u0000b" },
  ] as Record<string, string | number>[])
    expect((await t.post(url, form(wrong))).status).toBe(422);
  expect(await offersOf(t, who.familyId)).toEqual([]);
});

test("what is open already is not opened a second time", async () => {
  const { t, who, form, url } = await start();
  await anOffer(t, who, { support: "parenting", state: "offered" });
  const res = await t.post(url, form({ support: "parenting", state: "offered" }));
  expect(res.status).toBe(409);
  expect(await offersOf(t, who.familyId)).toHaveLength(1);
});

test("the same form twice is one offer", async () => {
  const { t, who, form, url } = await start();
  const twice = form();
  await t.post(url, twice);
  expect((await t.post(url, twice)).status).toBe(303);
  expect(await offersOf(t, who.familyId)).toHaveLength(1);
});

test("other organisations find nothing, and a provider does not record the council's offers", async () => {
  const { t, who, form, url } = await start();
  for (const name of ["charlie", "bob"] as const) {
    expect((await t.as(name).post(url, form())).status).toBe(404);
    expect((await t.as(name).get(`/families/${who.familyId}/offers`)).status).toBe(404);
  }
  expect((await t.as("erin").post(url, form())).status).toBe(403);
});

test("the page shows the six kinds and family group conference, with what is known of each", async () => {
  const { t, who } = await start();
  await anOffer(t, who, { support: "parenting", state: "declined" });
  const html = await (await t.get(`/families/${who.familyId}/offers`)).text();
  const text = textOf(readHtml(html));
  for (const words of ["Kinship navigator", "Family group conference", "Declined: No time, caring for others or work"])
    expect(text).toContain(words);
  expect(validateHtml(html)).toEqual([]);
  expect(validateHtml(await (await t.get(`/families/${who.familyId}/offers/new?support=cbt`)).text())).toEqual([]);
});

test("an accepted offer starts one referral: while that is open its page leads there, after that a new one can be started", async () => {
  const t = await testApp({ as: "alice" });
  const household = await aHousehold(t);
  const { id } = await anAcceptedOffer(t, household, "parenting");
  const page = async () => (await t.get(`/offers/${id}`)).text();
  expect(await page()).toContain("Start the referral");
  const referral = await aReferral(t, { household, offerId: id }).submitted();
  expect(hrefsOf(await page(), `Referral ${referral.reference}`)).toEqual([`/referrals/${referral.id}`]);
  expect(await page()).not.toContain("Start the referral");
  await t.db
    .updateTable("referral")
    .set({ state: "declined", version: referral.version + 1 })
    .where("id", "=", referral.id)
    .execute();
  expect(await page()).toContain("Start the referral");
});
