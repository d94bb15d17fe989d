import { expect, test } from "vitest";
import { testApp } from "../support/app.ts";
import { aHousehold } from "../support/family-factories.ts";
import { anAcceptedOffer, aProgramme, aReferral, type ReferralMade } from "../support/referral-factories.ts";
import { aStartedDraft } from "../support/referral-steps.ts";

const another = (referral: ReferralMade, key: string, more: Record<string, string> = {}) => ({
  key: `${key}-${referral.id}`,
  programme: referral.programmeId,
  child: referral.childId,
  ...more,
});

test("an accepted offer becomes a draft of the referring side", async () => {
  const t = await testApp({ as: "alice" });
  const { id, programme } = await aStartedDraft(t);
  const row = await t.db.selectFrom("referral").where("id", "=", id).selectAll().executeTakeFirstOrThrow();
  expect(row).toMatchObject({ state: "draft", programme_id: programme.programmeId, version: 1, submitted_at: null });
  const trail = (await t.audit()).filter((entry) => entry.subject_id === id);
  expect(trail).toEqual([expect.objectContaining({ verb: "write", actor_id: t.people.alice.userId })]);
});

test("the programmes offered are those of the offer’s route, with their ages, never ranked by rating", async () => {
  const t = await testApp({ as: "alice" });
  const household = await aHousehold(t);
  const toddlers = await aProgramme(t, { name: `Aa toddlers ${household.familyId}`, childAges: [0, 3] });
  const cbt = await aProgramme(t, { kind: "cbt-group" });
  const { id } = await anAcceptedOffer(t, household);
  const html = await (await t.get(`/referrals/new?offer=${id}`)).text();
  expect(html).toContain(toddlers.name);
  expect(html).toContain("Children aged 0 to 3; Jayden is 8");
  expect(html).not.toContain(cbt.name);
  expect(html).toContain("The kind of care arrangement never excludes a carer");
});

test("it says what is missing and keeps the choice of child", async () => {
  const t = await testApp({ as: "alice" });
  const household = await aHousehold(t);
  await aProgramme(t);
  const { id } = await anAcceptedOffer(t, household);
  const res = await t.post(`/referrals/new?offer=${id}`, { key: `k-${id}`, child: household.childId });
  const html = await res.text();
  expect(res.status).toBe(422);
  expect(html).toContain("Select a programme");
  expect(html).toMatch(new RegExp(`value="${household.childId}" checked`));
});

test("an offer that nobody accepted, or another team’s, is not found", async () => {
  const t = await testApp({ as: "alice" });
  const household = await aHousehold(t);
  const { id } = await anAcceptedOffer(t, household);
  expect((await t.as("charlie").get(`/referrals/new?offer=${id}`)).status).toBe(404);
  expect((await t.as("bob").get(`/referrals/new?offer=${id}`)).status).toBe(404);
  await t.db.updateTable("offer").set({ state: "declined" }).where("id", "=", id).execute();
  expect((await t.get(`/referrals/new?offer=${id}`)).status).toBe(404);
  expect((await t.as("erin").get(`/referrals/new?offer=${id}`)).status).toBe(403);
});

test("a second referral of the carer to the programme is refused with a link to the open one", async () => {
  const t = await testApp({ as: "alice" });
  const open = await aReferral(t).submitted();
  const res = await t.post(`/referrals/new?offer=${open.offerId}`, another(open, "again"));
  const html = await res.text();
  expect(res.status).toBe(409);
  expect(html).toContain(`href="/referrals/${open.id}"`);
  expect(html).toContain("already has an open referral");
});

test("twenty people pressing at once begin one draft", async () => {
  const t = await testApp({ as: "alice" });
  const household = await aHousehold(t);
  const programme = await aProgramme(t);
  const { id } = await anAcceptedOffer(t, household);
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, at) =>
      t.post(`/referrals/new?offer=${id}`, {
        key: `race-${id}-${at}`,
        programme: programme.programmeId,
        child: household.childId,
      }),
    ),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([303, ...Array(19).fill(409)]);
  const rows = await t.db.selectFrom("referral").where("carer_id", "=", household.carerId).select("id").execute();
  expect(rows).toHaveLength(1);
});

test("the same form twice begins one draft and gives the same answer", async () => {
  const t = await testApp({ as: "alice" });
  const { id, offerId, household, programme } = await aStartedDraft(t);
  const res = await t.post(`/referrals/new?offer=${offerId}`, {
    key: `new-${offerId}`,
    programme: programme.programmeId,
    child: household.childId,
  });
  expect([res.status, res.headers.get("location")]).toEqual([303, `/referrals/${id}/reason?did=opened`]);
});

test("again within six months needs a reason, which the referral keeps", async () => {
  const t = await testApp({ as: "alice" });
  const before = await aReferral(t).declined();
  const first = await t.post(`/referrals/new?offer=${before.offerId}`, another(before, "one"));
  expect(first.status).toBe(422);
  expect(await first.text()).toContain("Enter why again now");
  const second = await t.post(
    `/referrals/new?offer=${before.offerId}`,
    another(before, "two", { overrideReason: "A place came free" }),
  );
  expect(second.status).toBe(303);
  const rows = await t.db.selectFrom("referral").where("carer_id", "=", before.carerId).selectAll().execute();
  expect(rows.find(({ state }) => state === "draft")?.override_reason).toBe("A place came free");
});

test("a provider’s own intake can refer to itself", async () => {
  const t = await testApp({ as: "bob" });
  const household = await aHousehold(t, { of: "willow" });
  const programme = await aProgramme(t);
  const { id } = await anAcceptedOffer(t, household);
  const res = await t.post(`/referrals/new?offer=${id}`, {
    key: `own-${id}`,
    programme: programme.programmeId,
    child: household.childId,
  });
  expect(res.status).toBe(303);
  const row = await t.db
    .selectFrom("referral")
    .where("carer_id", "=", household.carerId)
    .selectAll()
    .executeTakeFirstOrThrow();
  expect([row.from_organisation_id, row.to_organisation_id]).toEqual([t.organisations.willow, t.organisations.willow]);
});
