import { expect, test } from "vitest";
import { testApp } from "../support/app.ts";
import { aReferral } from "../support/referral-factories.ts";

// The answer to a save is lost on the line; the worker corrects the text and sends the same form again.

const declining = (referral: { id: string; version: number }, note: string) => ({
  version: String(referral.version),
  key: `lost-${referral.id}`,
  reason: "other-support",
  note,
});

test("the same key with the same words gives the first answer again", async () => {
  const t = await testApp({ as: "bob" });
  const referral = await aReferral(t).submitted();
  const send = () => t.post(`/referrals/${referral.id}/declining`, declining(referral, "Leeds is nearer"));
  const [first, second] = [await send(), await send()];
  expect([first.status, second.status]).toEqual([303, 303]);
  expect(second.headers.get("location")).toBe(first.headers.get("location"));
});

test("the same key with other words is never a success: both texts are shown, and the first is kept", async () => {
  const t = await testApp({ as: "bob" });
  const referral = await aReferral(t).submitted();
  await t.post(`/referrals/${referral.id}/declining`, declining(referral, "Leeds is nearer"));
  const res = await t.post(`/referrals/${referral.id}/declining`, declining(referral, "York is nearer still"));
  const html = await res.text();
  expect(res.status).toBe(409);
  expect(html).toContain("York is nearer still");
  expect(html).toContain("Leeds is nearer");
  const events = await t.db
    .selectFrom("referral_event")
    .where("referral_id", "=", referral.id)
    .where("verb", "=", "decline")
    .select("note")
    .execute();
  expect(events).toEqual([{ note: "Leeds is nearer" }]);
});

test("two posts at once with one key and other words: one is kept, the other is told", async () => {
  const t = await testApp({ as: "bob" });
  const referral = await aReferral(t).submitted();
  const send = (note: string) => t.post(`/referrals/${referral.id}/declining`, declining(referral, note));
  const statuses = (await Promise.all([send("Leeds"), send("York")])).map(({ status }) => status);
  expect(statuses.sort()).toEqual([303, 409]);
});

test("where it would make a second record, what was typed is shown beside the way to the first", async () => {
  const t = await testApp({ as: "alice" });
  const key = `twice-${t.newId()}`;
  const locking = (reason: string) => ({ key, reason });
  const { familyId } = await aReferral(t).submitted();
  const count = async () =>
    (await t.db.selectFrom("family_lock").where("family_id", "=", familyId).select("id").execute()).length;
  expect((await t.post(`/families/${familyId}/locking`, locking("A neighbour"))).status).toBe(303);
  await t.db.updateTable("family_lock").set({ lifted_at: "2026-03-02T09:00:00.000Z", lifted_by: "alice" }).execute();
  const res = await t.post(`/families/${familyId}/locking`, locking("A cousin"));
  expect(res.status).toBe(409);
  const html = await res.text();
  expect(html).toContain("This form was saved already");
  expect(html).toContain("A cousin");
  expect(await count()).toBe(1);
});
