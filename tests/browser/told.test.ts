import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { aReferral } from "../support/referral-factories.ts";
import { launchChromium } from "./support/chromium.ts";
import { dayBegins, homeOf, said, sits, startToldWorld, type ToldWorld } from "./support/told-world.ts";
import { answer, day, fourWays, named, open, press } from "./support/walk.ts";

const CHANGED = "Changed since you last looked";

let browser: Browser;
let world: ToldWorld;

beforeAll(async () => {
  browser = await launchChromium();
});
afterEach(() => world?.close());
afterAll(() => browser?.close());

const worksWith = (familyId: string, userId: string) =>
  world.t.db
    .insertInto("family_worker")
    .values({ family_id: familyId, turn: 9, user_id: userId, at: "2026-01-05T09:00:00.000Z", by: "seed" })
    .execute();

describe.each(fourWays("told"))("$screens", (manner) => {
  test("a change after acceptance is told on the provider’s first page, and once seen no longer", async () => {
    world = await startToldWorld(browser, named(manner, "change"));
    const { walk, t } = world;
    const referral = await aReferral(t).submitted();
    await worksWith(referral.familyId, t.people.alice.userId);
    await sits(world, "bob");
    await open(walk, `/referrals/${referral.id}`);
    await press(walk, "Accept");
    await press(walk, "Accept referral");

    expect(await homeOf(world, "alice")).toContain("Bob Facilitator accepted the referral");
    await walk.look("home-of-the-worker");
    await open(walk, `/referrals/${referral.id}`);
    await walk.look("referral-of-the-worker");
    expect(await homeOf(world, "alice")).not.toContain(CHANGED);
    await open(walk, `/referrals/${referral.id}/amendment`);
    await answer(walk, { transport: "yes", note: "Do not ring her this week" });
    await walk.look("amendment");
    await press(walk, /^(Save|Change|Send)/);

    expect(await homeOf(world, "bob")).toContain("Alice Practitioner changed the referral");
    await walk.look("home-of-the-provider");
    await open(walk, "/referrals");
    expect(await said(walk)).toContain("Changed");
    await walk.look("list-of-the-provider");
    await open(walk, `/referrals/${referral.id}`);
    for (const words of [CHANGED, "Do not ring her this week"]) expect(await said(walk)).toContain(words);
    await walk.look("referral-of-the-provider");
    expect(await homeOf(world, "bob")).not.toContain(CHANGED);
    await walk.look("home-of-the-provider-after");
    expect(walk.problems).toEqual([]);
  });

  test("what is news to a worker on leave reaches who stands in, and the worker when they are back", async () => {
    world = await startToldWorld(browser, named(manner, "leave"));
    const { walk, t } = world;
    const referral = await aReferral(t).submitted();
    await worksWith(referral.familyId, t.people.alice.userId);
    await sits(world, "alice");
    await open(walk, "/leave");
    await walk.look("leave-none-yet");
    await press(walk, "Add leave");
    await answer(walk, {
      ...day("firstDay", "2026-03-03"),
      ...day("lastDay", "2026-03-06"),
      cover: t.people.nadia.userId,
    });
    await walk.look("leave-new");
    await press(walk, "Save leave");
    await walk.look("leave");
    expect(await homeOf(world, "nadia")).toContain("Alice Practitioner named you to stand in during leave");
    await walk.look("home-of-the-cover-named");

    await dayBegins(world, "2026-03-04");
    await sits(world, "bob");
    await open(walk, `/referrals/${referral.id}`);
    await press(walk, "Accept");
    await press(walk, "Accept referral");
    const told = await homeOf(world, "nadia");
    expect(told).toContain("Bob Facilitator accepted the referral");
    expect(told).toContain("for Alice Practitioner");
    await walk.look("home-of-the-cover");
    await open(walk, `/referrals/${referral.id}`);
    expect(await homeOf(world, "nadia")).not.toContain("accepted the referral");

    await dayBegins(world, "2026-03-09");
    expect(await homeOf(world, "alice")).toContain("Bob Facilitator accepted the referral");
    expect(walk.problems).toEqual([]);
  });
});
