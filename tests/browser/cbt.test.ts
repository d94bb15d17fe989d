import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { doJobs } from "../../src/jobs/do-jobs.ts";
import { JOBS } from "../../src/jobs.ts";
import { launchChromium } from "./support/chromium.ts";
import { enrol, makeRun } from "./support/facilitator-steps.ts";
import { problemsOn } from "./support/inspection.ts";
import { askedOn } from "./support/measure-steps.ts";
import { acceptOffer, assessNeed, decideToOffer, openFamily, recordCheck } from "./support/practitioner-steps.ts";
import { beginReferral, doEveryTask, submit } from "./support/referral-steps.ts";
import { type RunningKinstep, startKinstep } from "./support/server.ts";
import { answer, follow, open, press, QUICKLY, signIn, startWalk, type Walk } from "./support/walk.ts";

let browser: Browser;
let kinstep: RunningKinstep;
let walk: Walk;

beforeAll(async () => {
  browser = await launchChromium();
  kinstep = await startKinstep("2026-03-02");
  walk = await startWalk(browser, kinstep, QUICKLY);
  await setRota(await aDeputy());
});
afterAll(async () => {
  await browser?.close();
  await kinstep?.stop();
});

/** From a family with a need for therapeutic support to a place on a CBT run. Gives the enrolment. */
async function comeToCbt(): Promise<string> {
  await signIn(walk, "priya");
  const familyId = await openFamily(walk);
  await assessNeed(walk, familyId);
  const checkId = await recordCheck(walk, familyId);
  await decideToOffer(walk, checkId, ["parenting", "cbt"]);
  await acceptOffer(walk, familyId, /^Offered CBT/);
  const referralId = await beginReferral(walk, /Steady Ground/);
  await doEveryTask(walk, referralId);
  await submit(walk);
  await signIn(walk, "ruth");
  await open(walk, `/referrals/${referralId}`);
  await press(walk, "Accept");
  await answer(walk, { suitability: "suitable" });
  expect(await problemsOn(walk.page)).toEqual([]);
  await press(walk, "Save");
  const runId = await makeRun(walk, "Steady Ground: CBT for kinship carers", "2026-03-10");
  return enrol(walk, /Rosaleen/, runId);
}

test("a carer’s answer about being better off dead is met at once, by those who deliver, and by nobody else", async () => {
  const enrolmentId = await comeToCbt();
  const asked = await askedOn(walk, enrolmentId, "Before");
  await open(walk, `${asked[0]}/keying`);
  expect(await walk.page.locator("h1").innerText()).toContain("PHQ-9");
  await answer(walk, { mode: "in-session" });
  await walk.page.locator("#i-1").focus();
  for (const digit of "222111112") await walk.page.keyboard.press(digit);
  await press(walk, "Save and score");
  const said = await walk.page.locator("main").innerText();
  for (const help of ["An answer needs a person now", "999", "NHS 111", "116 123"]) expect(said).toContain(help);
  expect(await problemsOn(walk.page)).toEqual([]);
  await follow(walk, /^An answer about risk/);
  expect(await walk.page.locator("main").innerText()).toContain("PHQ-9");
  expect(await problemsOn(walk.page)).toEqual([]);
  const ours = walk.page.url();
  await signIn(walk, "priya");
  expect((await walk.page.goto(ours))?.status()).toBe(404);
  expect(walk.problems).toEqual([]);
});

/** Another facilitator of Harbour, who signs in with the same password as all of the fiction. */
async function aDeputy(): Promise<string> {
  const { db } = kinstep;
  const [ruth, account] = await Promise.all([
    db.selectFrom("user").where("id", "=", "user-ruth").selectAll().executeTakeFirstOrThrow(),
    db.selectFrom("account").where("user_id", "=", "user-ruth").selectAll().executeTakeFirstOrThrow(),
  ]);
  const [id, at] = ["user-sol", "2026-01-05T09:00:00.000Z"];
  await db
    .insertInto("user")
    .values({ ...ruth, id, name: "Sol Brandt", email: "sol@kinstep.example" })
    .execute();
  await db
    .insertInto("account")
    .values({ ...account, id: "account-sol", account_id: id, user_id: id })
    .execute();
  const held = { id: "m-sol", user_id: id, organisation_id: "org-harbour", role: "facilitator" } as const;
  await db
    .insertInto("membership")
    .values({ ...held, from_on: "2026-01-05", created_at: at, created_by: "seed" })
    .execute();
  return id;
}

/** The manager says who is on duty on Mondays and Tuesdays. */
async function setRota(deputy: string): Promise<void> {
  await signIn(walk, "omar");
  for (const weekday of ["1", "2"]) {
    await open(walk, `/duty/days/${weekday}`);
    await answer(walk, { duty: "user-ruth", deputy });
    expect(await problemsOn(walk.page)).toEqual([]);
    await press(walk, "Save");
  }
  expect(await walk.page.locator("main").innerText()).toContain("Ruth Adeyemi is on duty. Their deputy is Sol Brandt.");
  expect(await problemsOn(walk.page)).toEqual([]);
}

const home = async (name: string): Promise<string> => {
  await signIn(walk, name);
  await open(walk, "/");
  expect(await problemsOn(walk.page)).toEqual([]);
  return walk.page.locator("main").innerText();
};

const LOUD = "You must look at this";

test("a risk answer that nobody acknowledges reaches the deputy and then the manager, and stops when somebody says that they look at it", async () => {
  kinstep.at("2026-03-03", "09:00");
  const [concern] = await kinstep.db.selectFrom("concern").where("source", "=", "answer").select(["id"]).execute();
  await signIn(walk, "ruth");
  await open(walk, `/concerns/${concern!.id}/closing`);
  await answer(walk, { done: "Rang her" });
  await press(walk, "Close concern");
  await follow(walk, "Open it again");
  await answer(walk, { why: "She rang back" });
  await press(walk, "Open again");
  for (const [time, name] of [
    ["10:10", "sol"],
    ["11:10", "omar"],
  ] as const) {
    expect(await home(name)).not.toContain(LOUD);
    kinstep.at("2026-03-03", time);
    await doJobs(kinstep.deps, JOBS);
    expect(await home(name)).toContain(LOUD);
  }
  await follow(walk, /^An answer about risk/);
  expect(await walk.page.locator("main").innerText()).toContain("The time is over");
  await press(walk, "I am looking at this");
  expect(await home("sol")).not.toContain(LOUD);
  expect(walk.problems).toEqual([]);
});
