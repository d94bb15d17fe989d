import { expect, test } from "vitest";
import type { Actor } from "../../src/domain/actor.ts";
import { type ListFilter, listReferrals } from "../../src/features/referrals/list/list-queries.ts";
import { visibleTo } from "../../src/features/referrals/referral/referral-queries.ts";
import { type TestApp, testApp } from "../support/app.ts";
import { aHousehold } from "../support/family-factories.ts";
import { aReferral } from "../support/referral-factories.ts";
import { AT } from "../support/world.ts";

const actorOf = (t: TestApp, name: "bob" | "alice"): Actor => ({
  ...t.people[name],
  organisationName: "",
  organisationKind: "team",
  sessionId: "",
});

const lock = (t: TestApp, familyId: string, userId: string, lifted: string | null = null) =>
  t.db
    .insertInto("family_lock")
    .values({
      id: t.newId(),
      family_id: familyId,
      user_id: userId,
      kind: "i-know-this-family",
      from_at: AT,
      lifted_at: lifted,
      created_by: "seed",
    })
    .execute();

/** Referrals of every kind of standing between North and Willow, and of Willow with itself; some of locked families. */
async function manyReferrals(t: TestApp) {
  const made = [];
  for (const from of ["north", "willow"] as const)
    for (const state of ["draft", "submitted", "declined", "accepted"] as const)
      for (let i = 0; i < 2; i++) {
        const household = await aHousehold(t, { of: from });
        made.push(await aReferral(t, { from, household, at: `2026-02-1${made.length % 9}T10:00:00.000Z` })[state]());
      }
  for (const [at, { familyId }] of made.entries()) {
    if (at % 3 === 0) await lock(t, familyId, t.people.bob.userId);
    if (at % 4 === 0) await lock(t, familyId, t.people.alice.userId);
    if (at % 5 === 0) await lock(t, familyId, t.people.bob.userId, AT);
  }
}

const FILTERS: Omit<ListFilter, "page">[] = [undefined, "made", "received"].flatMap((direction) =>
  [undefined, "draft", "submitted", "declined"].map((state) => ({ direction, state }) as ListFilter),
);

test("every filter lists and counts exactly what may be seen, newest first, also beside locked families", async () => {
  const t = await testApp();
  await manyReferrals(t);
  for (const name of ["alice", "bob"] as const)
    for (const filter of FILTERS) {
      const actor = actorOf(t, name);
      const seen = await visibleTo(t.db, actor).selectAll("referral").execute();
      const expected = seen
        .filter((row) => filter.state === undefined || row.state === filter.state)
        .filter((row) => filter.direction !== "made" || row.from_organisation_id === actor.organisationId)
        .filter((row) => filter.direction !== "received" || row.to_organisation_id === actor.organisationId)
        .sort((a, b) => (b.created_at + b.id > a.created_at + a.id ? 1 : -1))
        .map(({ id }) => id);
      const { rows } = await listReferrals(t.db, actor, filter, null);
      expect([name, filter, rows.map(({ id }) => id)]).toEqual([name, filter, expected]);
      expect([name, filter, rows[0]?.total ?? 0]).toEqual([name, filter, expected.length]);
    }
});

test("somebody else’s lock, and one that was lifted, hide nothing", async () => {
  const t = await testApp();
  const { familyId } = await aReferral(t).submitted();
  await lock(t, familyId, t.people.nadia.userId);
  await lock(t, familyId, t.people.alice.userId, AT);
  expect((await listReferrals(t.db, actorOf(t, "alice"), {}, null)).rows).toHaveLength(1);
  await lock(t, familyId, t.people.alice.userId);
  expect((await listReferrals(t.db, actorOf(t, "alice"), {}, null)).rows).toEqual([]);
});
