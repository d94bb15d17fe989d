import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchChromium } from "./support/chromium.ts";
import { acceptOffer, decideToOffer, openFamily, recordCheck } from "./support/practitioner-steps.ts";
import { beginReferral, doEveryTask, submit } from "./support/referral-steps.ts";
import { type RunningKinstep, startKinstep } from "./support/server.ts";
import { DESKTOP, heading, open, PHONE, signIn, signOut, startWalk, type Walk } from "./support/walk.ts";

let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

describe.each([DESKTOP, PHONE])("the main job on a $screens", (manner) => {
  let kinstep: RunningKinstep;
  let walk: Walk;
  let familyId: string;
  let checkId: string;
  let referralId: string;

  beforeAll(async () => {
    kinstep = await startKinstep("2026-03-02");
    walk = await startWalk(browser, kinstep, manner);
  });
  afterAll(async () => {
    await walk?.close();
    await kinstep?.stop();
  });

  test("a practitioner opens a family", async () => {
    await signIn(walk, "priya");
    expect(await heading(walk)).toBe("What needs you today");
    await walk.look("home-practitioner");
    familyId = await openFamily(walk);
    expect(walk.problems).toEqual([]);
  });

  test("a behaviour check leads to a route, a decision and its letter", async () => {
    checkId = await recordCheck(walk, familyId);
    await decideToOffer(walk, checkId, ["parenting"]);
    expect(walk.problems).toEqual([]);
  });

  test("the carer accepts, and the referral is written task by task and sent", async () => {
    await acceptOffer(walk, familyId, /^Offered Parenting/);
    referralId = await beginReferral(walk, /Larkfield Parenting Group/);
    await doEveryTask(walk, referralId);
    expect(await submit(walk)).toMatch(/^R-/);
    await open(walk, "/referrals");
    await walk.look("referrals-made");
    await open(walk, "/concerns");
    await walk.look("concerns");
    await open(walk, `/families/${familyId}`);
    await walk.look("family-with-a-referral");
    await signOut(walk);
    await walk.look("signed-out");
    expect(walk.problems).toEqual([]);
  });
});
