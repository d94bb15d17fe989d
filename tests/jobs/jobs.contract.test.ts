import { expect, test } from "vitest";
import { type TestApp, testApp } from "../support/app.ts";
import { aReferral, type ReferralMade } from "../support/referral-factories.ts";

const DAY = 24 * 3_600_000;
/** An instant so many days before the tests' day, 2 March 2026 at 09:00. */
const daysAgo = (days: number) => new Date(Date.parse("2026-03-02T09:00:00.000Z") - days * DAY).toISOString();

const isThere = async (t: TestApp, { id }: ReferralMade) =>
  (await t.db.selectFrom("referral").where("id", "=", id).select("id").executeTakeFirst()) !== undefined;

test("a draft that nobody wrote on for 90 days is deleted with its log; the trail keeps that there was one", async () => {
  const t = await testApp({ as: "alice" });
  const old = await aReferral(t, { at: daysAgo(91) }).draft();
  const younger = await aReferral(t, { at: daysAgo(90.3) }).draft();
  const sent = await aReferral(t, { at: daysAgo(200) }).submitted();
  await t.jobs();
  expect([await isThere(t, old), await isThere(t, younger), await isThere(t, sent)]).toEqual([false, true, true]);
  expect((await t.get(`/referrals/${old.id}`)).status).toBe(404);
  const events = await t.db.selectFrom("referral_event").where("referral_id", "=", old.id).selectAll().execute();
  expect(events).toEqual([]);
  const disposal = await t.db.selectFrom("disposal").where("record_id", "=", old.id).selectAll().executeTakeFirst();
  expect(disposal).toMatchObject({ record_kind: "referral", why: "retention", approved_by: "timer" });
  const entry = (await t.audit()).find((one) => one.subject_id === old.id);
  expect(entry).toMatchObject({ actor_id: "timer", verb: "write", subject_kind: "referral", family_id: old.familyId });
});

test("a draft that was written on since is kept, however long ago it was begun", async () => {
  const t = await testApp({ as: "alice" });
  const draft = await aReferral(t, { at: daysAgo(120) }).draft();
  await t.db
    .insertInto("referral_event")
    .values({
      referral_id: draft.id,
      version: draft.version + 1,
      verb: "save",
      from_state: "draft",
      to_state: "draft",
      at: daysAgo(5),
      by: t.people.alice.userId,
    })
    .execute();
  await t.db
    .updateTable("referral")
    .set({ version: draft.version + 1 })
    .where("id", "=", draft.id)
    .execute();
  await t.jobs();
  expect(await isThere(t, draft)).toBe(true);
});

test("for seven days before, the draft and the first page say so; earlier the draft says until when it is kept", async () => {
  const t = await testApp({ as: "alice" });
  const soon = await aReferral(t, { at: daysAgo(84) }).draft();
  expect(await (await t.get(`/referrals/${soon.id}`)).text()).toContain(
    "Kept until 8 March 2026: 90 days after it was last saved. Save any page of it to keep it longer.",
  );
  expect(await (await t.get("/")).text()).toContain(
    "referral not sent yet. 1 will be deleted within 7 days unless somebody goes on with it",
  );
  const fresh = await aReferral(t, { at: daysAgo(2), from: "south" }).draft();
  const html = await (await t.as("charlie").get(`/referrals/${fresh.id}`)).text();
  expect(html).toContain("Kept until 29 May 2026: 90 days after it was last saved.");
  expect(html).not.toContain("keep it longer");
  expect(await (await t.as("charlie").get("/")).text()).not.toContain("will be deleted");
});

test("what was searched for, and keys of forms, go after a day; sessions and codes when they have expired", async () => {
  const t = await testApp({ as: "alice" });
  const { userId, organisationId } = t.people.alice;
  const at = [daysAgo(1.1), daysAgo(0.9)] as const;
  const mine = t.newId();
  for (const [n, one] of at.entries()) {
    const id = `${mine}-${n}`;
    const [search, form] = [
      { id, user_id: userId, organisation_id: organisationId },
      { key: id, user_id: userId },
    ];
    await t.db
      .insertInto("saved_search")
      .values({ ...search, kind: "families", terms: "{}", at: one })
      .execute();
    await t.db
      .insertInto("idempotency")
      .values({ ...form, path: "/x", status: 303, at: one })
      .execute();
    const expires = { expires_at: n === 0 ? daysAgo(0.1) : daysAgo(-0.1), created_at: one, updated_at: one };
    await t.db
      .insertInto("auth_session")
      .values({ id, user_id: userId, token: id, ...expires })
      .execute();
    await t.db
      .insertInto("verification")
      .values({ id, identifier: id, value: "v", ...expires })
      .execute();
  }
  await t.jobs();
  const left = async (table: "saved_search", column: "id") =>
    (await t.db.selectFrom(table).where(column, "like", `${mine}-_`).select(column).execute()).map((row) =>
      row[column].at(-1),
    );
  expect(await left("saved_search", "id")).toEqual(["1"]);
  expect(await left("idempotency" as "saved_search", "key" as "id")).toEqual(["1"]);
  expect(await left("auth_session" as "saved_search", "id")).toEqual(["1"]);
  expect(await left("verification" as "saved_search", "id")).toEqual(["1"]);
  expect((await t.get("/families")).status).toBe(200);
});

test("health tells when a job is not done any more, and which", async () => {
  const t = await testApp({ as: null });
  const health = async () => {
    const answer = await t.get("/health");
    const { timer, late } = (await answer.json()) as { timer: string; late: string[] };
    return [answer.status, timer, late];
  };
  await t.db.deleteFrom("job_run").execute();
  expect(await health()).toEqual([200, "not yet run", []]);
  await t.jobs();
  expect(await health()).toEqual([200, "well", []]);
  // Every 60 minutes, so late after three hours and a minute.
  const drafts = t.db.updateTable("job_run").where("name", "=", "forgotten drafts");
  await drafts.set({ last_ok: "2026-03-02T05:59:00.000Z" }).execute();
  expect(await health()).toEqual([200, "well", []]);
  await drafts.set({ last_ok: "2026-03-02T05:58:59.000Z" }).execute();
  expect(await health()).toEqual([503, "late", ["forgotten drafts"]]);
  await t.jobs();
  expect(await health()).toEqual([200, "well", []]);
});
