import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { seedDemonstration } from "../../scripts/seed/demonstration.ts";
import { launchChromium } from "./support/chromium.ts";
import { type RunningKinstep, startKinstep } from "./support/server.ts";
import { DESKTOP, open, PHONE, signIn, startWalk, type Walk } from "./support/walk.ts";

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

async function see(walk: Walk, pages: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, path] of Object.entries(pages)) {
    await open(walk, path);
    await walk.look(name);
  }
}

const idOf = async (table: "programme" | "run", name: string): Promise<string> =>
  (await kinstep.db.selectFrom(table).where("name", "like", `${name}%`).select("id").executeTakeFirstOrThrow()).id;

/** The enrolment about which most was answered, and its family. */
const fullest = () =>
  kinstep.db
    .selectFrom("assessment as a")
    .innerJoin("referral as r", "r.id", "a.referral_id")
    .innerJoin("enrolment as e", "e.id", "a.enrolment_id")
    .where("a.state", "=", "done")
    .where("r.to_organisation_id", "=", "org-willow")
    .groupBy(["a.enrolment_id", "r.family_id", "e.run_id"])
    .select(({ fn }) => [
      "a.enrolment_id as enrolmentId",
      "r.family_id as familyId",
      "e.run_id as runId",
      fn.countAll().as("n"),
    ])
    .orderBy("n", "desc")
    .orderBy("a.enrolment_id")
    .executeTakeFirstOrThrow();

test("full lists, long files and a run that is half over stand as well as empty ones", async () => {
  const walk = await startWalk(browser, kinstep, { ...DESKTOP, screens: "demonstration" });
  const { enrolmentId, familyId, runId } = await fullest();
  await signIn(walk, "priya");
  await see(walk, { home: "/", families: "/families", referrals: "/referrals", concerns: "/concerns" });
  await see(walk, { family: `/families/${familyId}`, timeline: `/families/${familyId}/timeline` });
  await see(walk, { "over-time": `/families/${familyId}/checks` });
  await signIn(walk, "dan");
  await see(walk, { "provider-home": "/", waiting: "/waiting", runs: "/runs", "follow-up": "/follow-up" });
  await see(walk, { run: `/runs/${runId}`, person: `/enrolments/${enrolmentId}` });
  await see(walk, { measures: `/enrolments/${enrolmentId}/measures` });
  await signIn(walk, "gwen");
  await see(walk, { trail: "/audit" });
  expect(walk.problems).toEqual([]);
  await walk.close();
});

test.each([
  { ...DESKTOP, screens: "outcomes-desktop" },
  { ...PHONE, screens: "outcomes-phone" },
])("an evaluator sees a large, a small and a tiny cohort, with charts ($screens)", async (manner) => {
  const walk = await startWalk(browser, kinstep, manner);
  const [group, home, cbt] = [
    await idOf("programme", "Larkfield Parenting"),
    await idOf("programme", "Larkfield at Home"),
    await idOf("programme", "Steady"),
  ];
  await signIn(walk, "lin");
  await see(walk, {
    cohorts: "/cohorts",
    large: `/cohorts/${group}`,
    small: `/cohorts/${cbt}`,
    tiny: `/cohorts/${home}`,
  });
  await see(walk, { "sdq-total": `/cohorts/${group}/sdq-p4-17/total`, "phq-9": `/cohorts/${cbt}/phq-9/total` });
  expect(await walk.page.locator("main").innerText()).not.toMatch(
    /people scored better after than before; [1-5] scored/,
  );
  await open(walk, `/cohorts/${group}/sdq-p4-17/total`);
  expect(await walk.page.locator("svg[role=img]").count()).toBeGreaterThanOrEqual(2);
  expect(await walk.page.locator("main").innerText()).toContain("95%");
  expect(walk.problems).toEqual([]);
  await walk.close();
});
