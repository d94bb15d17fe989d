import { expect, test } from "vitest";
import { testApp } from "../support/app.ts";
import { byTag, hrefsOf, textOf, validateHtml } from "../support/html.ts";
import { aProgramme, aReferral } from "../support/referral-factories.ts";

const references = (html: string) =>
  byTag(html, "th")
    .map(textOf)
    .filter((text) => text.startsWith("R-"));

test("each side sees its own, newest first, with days waiting", async () => {
  const t = await testApp({ as: "alice" });
  const older = await aReferral(t, { at: "2026-02-10T10:00:00.000Z" }).submitted();
  const newer = await aReferral(t, { at: "2026-02-20T10:00:00.000Z" }).draft();
  await aReferral(t, { from: "south", by: "charlie-1", to: "rowan" }).submitted();
  const html = await (await t.get("/referrals")).text();
  expect(references(html)).toEqual([newer.reference, older.reference]);
  expect(html).toContain("2 referrals");
  expect(html).toContain("10 February 2026");
  expect(html).toMatch(/>19</);
  expect(validateHtml(html)).toEqual([]);
  expect(references(await (await t.as("bob").get("/referrals")).text())).toEqual([older.reference]);
});

test("filters by state and by direction, and says when nothing matches", async () => {
  const t = await testApp({ as: "bob" });
  const sent = await aReferral(t).submitted();
  const accepted = await aReferral(t).accepted();
  const own = await aReferral(t, { from: "willow", by: t.people.bob.userId }).draft();
  const of = async (query: string) => references(await (await t.get(`/referrals?${query}`)).text()).sort();
  expect(await of("state=submitted")).toEqual([sent.reference]);
  expect(await of("direction=received&state=")).toEqual([sent.reference, accepted.reference, own.reference].sort());
  expect(await of("direction=made")).toEqual([own.reference]);
  expect(await (await t.get("/referrals?state=declined")).text()).toContain("No referral matches these filters");
  expect((await t.get("/referrals?state=nonsense")).status).toBe(400);
});

test("fifty a page, one statement, and the trail keeps which families were shown", async () => {
  const t = await testApp({ as: "alice" });
  const programme = await aProgramme(t);
  for (let count = 0; count < 52; count++) await aReferral(t, { programme }).submitted();
  const html = await (await t.get("/referrals")).text();
  expect(references(html)).toHaveLength(50);
  expect(html).toContain("52 referrals");
  const next = await (await t.get(hrefsOf(html, "Next page")[0]!)).text();
  expect(references(next)).toHaveLength(2);
  expect(hrefsOf(next, "Next page")).toEqual([]);
  expect(references(await (await t.get(hrefsOf(next, "Previous page")[0]!)).text())).toEqual(references(html));
  const trail = (await t.audit()).filter(({ subject_kind }) => subject_kind === "referrals");
  expect(JSON.parse(trail[0]!.shown!)).toHaveLength(50);
});

test("an empty list says where a referral begins", async () => {
  const t = await testApp({ as: "alice" });
  expect(await (await t.get("/referrals")).text()).toContain("A referral begins from an offer");
});

test("a family that somebody has locked for themselves is not on their list, nor found", async () => {
  const t = await testApp({ as: "alice" });
  const { id, familyId } = await aReferral(t).submitted();
  await t.db
    .insertInto("family_lock")
    .values({
      id: t.newId(),
      family_id: familyId,
      user_id: t.people.alice.userId,
      kind: "i-know-this-family",
      from_at: "2026-02-01T09:00:00.000Z",
      created_by: "seed",
    })
    .execute();
  expect(references(await (await t.get("/referrals")).text())).toEqual([]);
  expect((await t.get(`/referrals/${id}`)).status).toBe(404);
  expect((await t.as("nadia").get(`/referrals/${id}`)).status).toBe(200);
});
