import { expect, test } from "vitest";
import { type TestApp, testApp } from "../support/app.ts";
import { readHtml, textOf, validateHtml } from "../support/html.ts";
import { dayBegins } from "../support/later.ts";
import { aReferral, type ReferralMade } from "../support/referral-factories.ts";

/** Sent on Monday 23 February 2026: first contact is due by 2 March. */
const DUE = "2026-03-02";
const LATE = "2026-03-03";

const typed = (t: TestApp, more: Record<string, string> = {}) => ({
  key: t.newId(),
  outcome: "spoke",
  how: "telephone",
  "onDay-day": "2",
  "onDay-month": "3",
  "onDay-year": "2026",
  note: "She would like Tuesdays",
  ...more,
});

const said = async (t: TestApp, path: string) => textOf(readHtml(await (await t.get(path)).text()));
const isListed = async (t: TestApp, { reference }: ReferralMade) =>
  (await said(t, "/referrals/late")).includes(reference);

test("the provider records who spoke to the carer, how and when, and both sides see it", async () => {
  const t = await testApp({ as: "bob" });
  const referral = await aReferral(t).accepted();
  const page = await t.get(`/referrals/${referral.id}/contact`);
  expect(validateHtml(await page.text())).toEqual([]);
  const res = await t.post(`/referrals/${referral.id}/contact`, typed(t));
  expect([res.status, res.headers.get("location")]).toEqual([303, `/referrals/${referral.id}?did=contacted`]);
  for (const side of [t, t.as("alice")]) {
    const html = await said(side, `/referrals/${referral.id}`);
    expect(html).toContain(
      "Spoke with the carer, by telephone, 2 March 2026, by Bob Facilitator. She would like Tuesdays",
    );
    expect(html).toContain("First contact with the carer by 2 March 2026: done 2 March 2026");
  }
  expect(await t.audit()).toContainEqual(
    expect.objectContaining({ verb: "write", subject_kind: "referral_contact", subject_id: referral.id }),
  );
});

test("a promise that is not kept is on the list and the home page of both sides, until it is", async () => {
  const t = await testApp({ as: "bob" });
  const referral = await aReferral(t).accepted();
  await dayBegins(t, DUE);
  expect(await isListed(t, referral)).toBe(false);
  await dayBegins(t, LATE);
  for (const side of [t, t.as("alice")]) {
    expect(await isListed(side, referral)).toBe(true);
    expect(await said(side, "/referrals/late")).toContain("Nobody has spoken to the carer yet: due by 2 March 2026");
    expect(await said(side, "/")).toContain("1 referral late");
    expect(await said(side, `/referrals/${referral.id}`)).toContain(
      "First contact with the carer by 2 March 2026 Late",
    );
  }
  await t.post(`/referrals/${referral.id}/contact`, typed(t, { outcome: "left-message", "onDay-day": "3" }));
  expect(await isListed(t, referral)).toBe(true);
  await t.post(`/referrals/${referral.id}/contact`, typed(t, { "onDay-day": "3" }));
  for (const side of [t, t.as("alice")]) {
    expect(await isListed(side, referral)).toBe(false);
    expect(await said(side, "/")).not.toContain("1 referral late");
  }
});

test("not answered and not started are late too, and nothing is while the clock stands still", async () => {
  const t = await testApp({ as: "alice" });
  const unanswered = await aReferral(t).submitted();
  const asked = await aReferral(t).informationRequested();
  const waiting = await aReferral(t).waiting();
  await dayBegins(t, "2026-05-20");
  const list = await said(t, "/referrals/late");
  expect(list).toContain("Not answered yet: due by 25 February 2026");
  expect(list).toContain("Not started yet: due by 18 May 2026");
  expect([unanswered, asked, waiting].map(({ reference }) => list.includes(reference))).toEqual([true, false, true]);
});

test("a suitability conversation is contact", async () => {
  const t = await testApp({ as: "bob" });
  const referral = await aReferral(t).accepted();
  await dayBegins(t, LATE);
  await t.db
    .insertInto("referral_event")
    .values({
      referral_id: referral.id,
      version: referral.version + 1,
      verb: "wait",
      from_state: "accepted",
      to_state: "waiting",
      suitability: "suitable",
      at: "2026-02-26T10:00:00.000Z",
      by: t.people.bob.userId,
    })
    .execute();
  await t.db
    .updateTable("referral")
    .set({ state: "waiting", version: referral.version + 1 })
    .where("id", "=", referral.id)
    .execute();
  expect(await isListed(t, referral)).toBe(false);
});

test("it says what is wrong and keeps what was typed", async () => {
  const t = await testApp({ as: "bob" });
  const referral = await aReferral(t).submitted();
  for (const [more, words] of [
    [{ outcome: "" }, "Select what came of it"],
    [{ how: "smoke" }, "Select how you tried"],
    [{ "onDay-day": "3" }, "from the day the referral was sent to today"],
    [{ "onDay-day": "1", "onDay-month": "2" }, "from the day the referral was sent to today"],
  ] as const) {
    const res = await t.post(`/referrals/${referral.id}/contact`, typed(t, more));
    const html = await res.text();
    expect([res.status, html.includes(words), html.includes("She would like Tuesdays")]).toEqual([422, true, true]);
  }
});

test("not for the referrer, another provider, a draft, or once it ended", async () => {
  const t = await testApp({ as: "bob" });
  const open = await aReferral(t).submitted();
  const draft = await aReferral(t).draft();
  const over = await aReferral(t).declined();
  const status = async (as: TestApp, id: string) => (await as.post(`/referrals/${id}/contact`, typed(t))).status;
  expect(await status(t.as("alice"), open.id)).toBe(403);
  expect(await status(t.as("rory"), open.id)).toBe(404);
  expect(await status(t, draft.id)).toBe(404);
  expect(await status(t, over.id)).toBe(409);
  expect(
    await t.db.selectFrom("contact_attempt").where("referral_id", "in", [open.id, over.id]).selectAll().execute(),
  ).toEqual([]);
});

test("the same form twice is kept once", async () => {
  const t = await testApp({ as: "bob" });
  const referral = await aReferral(t).submitted();
  const form = typed(t);
  await Promise.all([
    t.post(`/referrals/${referral.id}/contact`, form),
    t.post(`/referrals/${referral.id}/contact`, form),
  ]);
  expect(
    await t.db.selectFrom("contact_attempt").where("referral_id", "=", referral.id).selectAll().execute(),
  ).toHaveLength(1);
});
