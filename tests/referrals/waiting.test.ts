import { expect, test } from "vitest";
import { listWaiting, moveReferral, stateAfter } from "../../src/features/referrals/index.ts";
import { testApp } from "../support/app.ts";
import { actorOf } from "../support/referral-actors.ts";
import { aReferral } from "../support/referral-factories.ts";

test("who is accepted or waiting is listed for their provider, longest waiting first", async () => {
  const t = await testApp({ as: "bob" });
  const later = await aReferral(t, { at: "2026-02-20T10:00:00.000Z" }).waiting();
  const earlier = await aReferral(t, { at: "2026-02-10T10:00:00.000Z" }).accepted();
  await aReferral(t).submitted();
  await aReferral(t, { to: "rowan" }).accepted();
  const waiting = (await listWaiting(t.db, actorOf(t, "bob"), {}, null)).rows;
  expect(waiting.map(({ id }) => id)).toEqual([earlier.id, later.id]);
  expect(waiting[0]).toMatchObject({
    carerName: "Margaret O'Neill",
    childGivenName: "Jayden",
    state: "accepted",
    readyFromOn: null,
    availability: [{ day: 2, part: "morning" }],
  });
});

test("the waiting list can be narrowed to a day, a part of it and a programme", async () => {
  const t = await testApp({ as: "bob" });
  const one = await aReferral(t).accepted();
  const bob = actorOf(t, "bob");
  expect(
    (await listWaiting(t.db, bob, { day: 2, part: "morning", programmeId: one.programmeId }, null)).rows,
  ).toHaveLength(1);
  expect((await listWaiting(t.db, bob, { day: 2, part: "evening" }, null)).rows).toHaveLength(0);
  expect((await listWaiting(t.db, bob, { programmeId: "another" }, null)).rows).toHaveLength(0);
});

test("a run moves a referral on, twice in one commit if need be, and never from a state that does not allow it", async () => {
  const t = await testApp({ as: "bob" });
  const referral = await aReferral(t).accepted();
  const bob = actorOf(t, "bob");
  const now = t.clock.now();
  const enrolled = { ...referral, state: stateAfter("enrol"), version: referral.version + 1 };
  for (const write of [
    ...moveReferral(t.db, bob, referral, "enrol", now),
    ...moveReferral(t.db, bob, enrolled, "start", now),
  ])
    await t.db.executeQuery(write.compile());
  const row = await t.db.selectFrom("referral").where("id", "=", referral.id).selectAll().executeTakeFirstOrThrow();
  expect([row.state, row.version]).toEqual(["started", 5]);
  expect(() => moveReferral(t.db, bob, { ...row }, "enrol", now)).toThrow("started can't enrol");
});
