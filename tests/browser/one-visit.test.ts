import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchChromium } from "./support/chromium.ts";
import { atAPace } from "./support/pace.ts";
import { openFamily, recordCheck } from "./support/practitioner-steps.ts";
import { startKinstep } from "./support/server.ts";
import { STORY } from "./support/story.ts";
import { fourWays, heading, signIn, startWalk } from "./support/walk.ts";

const MOST_PAGES = 8;
const MOST_SECONDS = 90;

let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

test.each(fourWays("one-visit"))(
  "from a saved check to a submitted referral in one visit ($screens)",
  async (manner) => {
    const kinstep = await startKinstep("2026-03-02");
    const walk = await startWalk(browser, kinstep, manner);
    await signIn(walk, "priya");
    await recordCheck(walk, await openFamily(walk));

    const visit = await atAPace(walk);
    await visit.fill({ decided: "offer", routes: ["parenting"], accepted: ["parenting"] });
    await visit.choose(/Larkfield Parenting Group/);
    await walk.look("decided");
    await visit.send("Save the decision");
    await visit.fill({ source: "2A", reason: STORY.reason });
    await walk.look("reason");
    await visit.send("Save and continue");
    await visit.fill({ share: "given", "contact-telephone": "given", how: "in-person" });
    await walk.look("agreements");
    await visit.send("Save and continue");
    await visit.fill({ childcare: "yes", transport: "no" });
    await walk.look("needs");
    await visit.send("Save and continue");
    await visit.fill({ free: ["2-morning"] });
    await walk.look("availability");
    await visit.send("Save and continue");
    expect(await heading(walk)).toMatch(/^Check answers/);
    await walk.look("check-answers");
    await visit.send("Submit referral");

    expect(await heading(walk)).toBe("Referral submitted");
    await walk.look("submitted");
    expect(visit.pages.length).toBeLessThanOrEqual(MOST_PAGES);
    expect(visit.seconds()).toBeLessThanOrEqual(MOST_SECONDS);
    expect(walk.problems).toEqual([]);
    await walk.close();
    await kinstep.stop();
  },
);
