import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { seedDemonstration } from "../../scripts/seed/demonstration.ts";
import { launchChromium } from "./support/chromium.ts";
import { type RunningKinstep, startKinstep } from "./support/server.ts";
import {
  answer,
  DESKTOP,
  day,
  follow,
  type Manner,
  open,
  PHONE,
  pathOf,
  press,
  signIn,
  startWalk,
  type Walk,
} from "./support/walk.ts";

let browser: Browser;
let kinstep: RunningKinstep;

beforeAll(async () => {
  browser = await launchChromium();
  kinstep = await startKinstep("2026-03-02", seedDemonstration);
});
afterAll(async () => {
  await browser?.close();
  await kinstep?.stop();
});

/** Somebody on Willow's follow-up list whose family Priya's team holds, with the occasion that they are asked on. */
const somebodyDue = async (walk: Walk, skip: number) => {
  await open(walk, "/follow-up");
  const href = await walk.page.locator('main a[href$="/attempts"]').nth(skip).getAttribute("href");
  const packId = href!.split("/")[2]!;
  const pack = await kinstep.db
    .selectFrom("pack as k")
    .innerJoin("person as p", "p.id", "k.person_id")
    .where("k.id", "=", packId)
    .select(["k.person_id as personId", "k.family_id as familyId", "p.given_name as name"])
    .executeTakeFirstOrThrow();
  return { ...pack, attempts: href! };
};

const isListed = async (walk: Walk, attempts: string): Promise<boolean> => {
  await open(walk, "/follow-up");
  return (await walk.page.locator(`main a[href="${attempts}"]`).count()) > 0;
};

const MANNERS: Record<string, Manner> = {
  "a desktop": { ...DESKTOP, screens: "reaching-desktop" },
  "a phone without script": { ...PHONE, screens: "reaching-phone" },
};

test.each(Object.entries(MANNERS))(
  "a carer who died, everywhere quiet, and taken back all as before: on %s",
  async (_, manner) => {
    const walk = await startWalk(browser, kinstep, manner);
    await signIn(walk, "dan");
    await walk.look("home");
    const { attempts, familyId, name } = await somebodyDue(walk, 0);
    await walk.look("follow-up");
    await open(walk, attempts);
    await walk.look("attempts");
    await follow(walk, /Somebody died, moved out/);
    await answer(walk, { kind: "died", ...day("onDay", "2026-03-01") });
    const whom = walk.page.locator('main [name="whom"]');
    if ((await whom.count()) > 0) await whom.first().check();
    await walk.look("learned");
    await press(walk, "Save, for everybody");
    expect(pathOf(walk)).toBe(attempts);
    await walk.look("told");
    expect(await isListed(walk, attempts)).toBe(false);

    await signIn(walk, "priya");
    await open(walk, `/families/${familyId}`);
    await walk.look("family");
    const said = await walk.page.locator(".kinstep-reach").first().innerText();
    expect(said).toContain(`${name} died on 1 March 2026. Do not ring`);
    expect(await walk.page.locator('a[href^="tel:"]').count()).toBe(0);
    await open(walk, `/families/${familyId}/print`);
    await walk.look("print");
    expect(await walk.page.locator('a[href^="tel:"]').count()).toBe(0);

    await signIn(walk, "dan");
    await open(walk, attempts);
    await press(walk, "Take this back");
    expect(await isListed(walk, attempts)).toBe(true);
    await walk.close();
    expect(walk.problems).toEqual([]);
  },
);
