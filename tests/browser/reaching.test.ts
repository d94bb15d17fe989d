import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { seedDemonstration } from "../../scripts/seed/demonstration.ts";
import { launchChromium } from "./support/chromium.ts";
import { type RunningKinstep, startKinstep } from "./support/server.ts";
import { answer, day, follow, fourWays, open, pathOf, press, signIn, startWalk, type Walk } from "./support/walk.ts";

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

/** From where somebody would print, key, call a name or ring. */
async function wherePeopleAskOf(packId: string): Promise<Record<string, string>> {
  const found = await kinstep.db
    .selectFrom("assessment as a")
    .innerJoin("enrolment as e", "e.id", "a.enrolment_id")
    .innerJoin("session as s", "s.run_id", "e.run_id")
    .where("a.pack_id", "=", packId)
    .where("a.measure_id", "=", "behaviour-recount")
    .where("s.local_day", "<=", "2026-03-02")
    .orderBy("s.local_day", "desc")
    .select(["a.id", "e.id as enrolmentId", "s.id as sessionId", "e.referral_id as referralId"])
    .executeTakeFirstOrThrow();
  return {
    paper: `/follow-up/${packId}/paper`,
    keying: `/assessments/${found.id}/keying`,
    assessment: `/assessments/${found.id}`,
    person: `/enrolments/${found.enrolmentId}`,
    register: `/sessions/${found.sessionId}/register`,
    "register-print": `/sessions/${found.sessionId}/register/print`,
    referral: `/referrals/${found.referralId}`,
  };
}

const isListed = async (walk: Walk, attempts: string): Promise<boolean> => {
  await open(walk, "/follow-up");
  return (await walk.page.locator(`main a[href="${attempts}"]`).count()) > 0;
};

test.each(fourWays("died"))(
  "a carer who died, everywhere quiet, and taken back all as before ($screens)",
  async (manner) => {
    const walk = await startWalk(browser, kinstep, manner);
    await signIn(walk, "dan");
    await walk.look("home");
    const { attempts, familyId, name, personId } = await somebodyDue(walk, 0);
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
    const quiet = await wherePeopleAskOf(attempts.split("/")[2]!);
    for (const [page, path] of Object.entries(quiet)) {
      await open(walk, path);
      await walk.look(page);
      const main = await walk.page.locator("main").innerText();
      expect([page, /died (on )?1 March 2026/i.test(main)]).toEqual([page, true]);
      const own = walk.page.locator(`[aria-labelledby^="reach-${personId}"] a[href^="tel:"]`);
      expect([page, await own.count()]).toEqual([page, 0]);
    }

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
