import { expect, test } from "vitest";
import { testApp } from "../support/app.ts";
import { aReferral } from "../support/referral-factories.ts";
import { lastEventOf, referralRow } from "../support/referral-rows.ts";

const fields = (referral: { version: number }, key: string) => ({
  version: referral.version,
  key,
  reason: "no-place",
  note: "Leeds is nearer",
});

test("a facilitator declines a referral and the decision is kept", async () => {
  const t = await testApp({ as: "bob" });
  const referral = await aReferral(t).submitted();
  const res = await t.post(`/referrals/${referral.id}/declining`, fields(referral, `k1-${referral.id}`));
  expect([res.status, res.headers.get("location")]).toEqual([303, `/referrals/${referral.id}?did=declined`]);
  expect(await lastEventOf(t, referral.id)).toMatchObject({
    verb: "decline",
    by: t.people.bob.userId,
    reason: "no-place",
    note: "Leeds is nearer",
  });
  expect(await referralRow(t, referral.id)).toMatchObject({ state: "declined", version: referral.version + 1 });
});

test("it says what is wrong and keeps the note", async () => {
  const t = await testApp({ as: "bob" });
  const referral = await aReferral(t).submitted();
  const res = await t.post(`/referrals/${referral.id}/declining`, {
    version: referral.version,
    note: "Leeds is nearer",
  });
  const html = await res.text();
  expect(res.status).toBe(422);
  expect(html).toContain("Select why you are declining");
  expect(html).toContain("Leeds is nearer");
  expect((await referralRow(t, referral.id)).state).toBe("submitted");
});

test("a practitioner may not decline", async () => {
  const t = await testApp({ as: "alice" });
  const referral = await aReferral(t).submitted();
  expect((await t.get(`/referrals/${referral.id}/declining`)).status).toBe(403);
  expect((await t.post(`/referrals/${referral.id}/declining`, fields(referral, "k"))).status).toBe(403);
});

test("another provider’s referral is not found", async () => {
  const t = await testApp({ as: "rory" });
  const referral = await aReferral(t).submitted();
  expect((await t.get(`/referrals/${referral.id}/declining`)).status).toBe(404);
  expect((await t.post(`/referrals/${referral.id}/declining`, fields(referral, "k"))).status).toBe(404);
});

test("the same form sent twice declines once and gives the same answer", async () => {
  const t = await testApp({ as: "bob" });
  const referral = await aReferral(t).submitted();
  const send = () => t.post(`/referrals/${referral.id}/declining`, fields(referral, `twice-${referral.id}`));
  const [first, second] = await Promise.all([send(), send()]);
  const third = await send();
  for (const res of [first, second, third]) {
    expect(res.status).toBe(303);
    expect(res.headers.get("location")).toBe(`/referrals/${referral.id}?did=declined`);
  }
  expect((await lastEventOf(t, referral.id)).version).toBe(referral.version + 1);
});

test("it notices that somebody was first, and shows both", async () => {
  const t = await testApp({ as: "bob" });
  const referral = await aReferral(t).submitted();
  await t.post(`/referrals/${referral.id}/question`, {
    version: referral.version,
    key: `q-${referral.id}`,
    note: "Which school?",
  });
  const res = await t.post(`/referrals/${referral.id}/declining`, fields(referral, `late-${referral.id}`));
  const html = await res.text();
  expect(res.status).toBe(409);
  expect(html).toContain("Leeds is nearer");
  expect(html).toContain("Which school?");
  expect(html).toContain("Bob Facilitator");
  expect((await referralRow(t, referral.id)).state).toBe("information-requested");
});

test("of two facilitators who decide at the same moment, one is told", async () => {
  const t = await testApp({ as: "bob" });
  const referral = await aReferral(t).submitted();
  const [a, b] = await Promise.all([
    t.post(`/referrals/${referral.id}/declining`, fields(referral, `a-${referral.id}`)),
    t.post(`/referrals/${referral.id}/declining`, fields(referral, `b-${referral.id}`)),
  ]);
  expect([a.status, b.status].sort()).toEqual([303, 409]);
});

test("what was decided can’t be decided again", async () => {
  const t = await testApp({ as: "bob" });
  const referral = await aReferral(t).declined();
  expect((await t.get(`/referrals/${referral.id}/declining`)).status).toBe(409);
  expect((await t.post(`/referrals/${referral.id}/declining`, fields(referral, `k-${referral.id}`))).status).toBe(409);
});

test("it leaves an audit row without the note", async () => {
  const t = await testApp({ as: "bob" });
  const referral = await aReferral(t).submitted();
  await t.post(`/referrals/${referral.id}/declining`, fields(referral, `audit-${referral.id}`));
  const rows = (await t.audit()).filter((row) => row.subject_id === referral.id && row.verb === "write");
  expect(rows).toEqual([
    expect.objectContaining({ subject_kind: "referral", actor_id: t.people.bob.userId, family_id: referral.familyId }),
  ]);
  expect(JSON.stringify(rows)).not.toContain("Leeds");
});
