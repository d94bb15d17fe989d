import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { anAssessment } from "../support/assessment-factories.ts";
import { aContact, anAgreement } from "../support/family-factories.ts";
import { anEnrolment, aRun } from "../support/run-factories.ts";
import { launchChromium } from "./support/chromium.ts";
import { atAPace, type Paced } from "./support/pace.ts";
import { openFamily } from "./support/practitioner-steps.ts";
import { startKinstep } from "./support/server.ts";
import { STORY } from "./support/story.ts";
import { sits, startToldWorld } from "./support/told-world.ts";
import { DESKTOP, heading, open, PHONE, signIn, startWalk, type Walk } from "./support/walk.ts";

// What a person takes, at a person's pace (tests/browser/support/pace.ts): typing, looking before each choice, reading each page.

/** In seconds: what each may take at most. */
const MOST = { check: 240, referral: 480, register: 90, attempt: 5, paper: 20 };

let browser: Browser;
const figures: { what: string; where: string; seconds: number; most: number }[] = [];

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(async () => {
  console.table(figures);
  await browser?.close();
});

const MANNERS = [DESKTOP, PHONE].map((manner) => ({ ...manner, screens: null, where: manner.screens ?? "" }));

function isWithin(what: keyof typeof MOST, where: string, paced: Paced): void {
  const seconds = paced.seconds();
  figures.push({ what, where, seconds, most: MOST[what] });
  expect([what, seconds, seconds <= MOST[what]]).toEqual([what, seconds, true]);
}

/** A check as one comes home with: three behaviours, one of them a risk, and what the carer said. */
const CHECK = {
  source: "visit",
  behaviour: ["refuses", "threatens", "sleep"],
  "howOften-refuses": "4",
  "challenge-refuses": "3",
  "howOften-threatens": "3",
  "challenge-threatens": "2",
  "injured-threatens": "no",
  "weapon-threatens": "no",
  "afraid-threatens": "yes",
  "howOften-sleep": "5",
  "challenge-sleep": "2",
  ownWords: STORY.ownWords,
  worksAlready: "He sleeps when she reads to him, and the dog helps",
  whoHelps: "Her sister on Fridays",
};

test.each(MANNERS)("a behaviour check, and the referral after it ($where)", async ({ where, ...manner }) => {
  const kinstep = await startKinstep("2026-03-02");
  const walk = await startWalk(browser, kinstep, manner);
  await signIn(walk, "priya");
  const familyId = await openFamily(walk);
  await open(walk, `/families/${familyId}/checks/new`);
  const check = await atAPace(walk);
  await check.fill(CHECK);
  await check.send("Save the check");
  isWithin("check", where, check);

  const visit = await atAPace(walk);
  await visit.fill({ decided: "offer", routes: ["parenting"], accepted: ["parenting"], note: STORY.decisionNote });
  await visit.choose(/Larkfield Parenting Group/);
  await visit.send("Save the decision");
  await visit.fill({ source: "2A", askedBy: STORY.askedBy, reason: `${STORY.reason}. ${STORY.ownWords}.` });
  await visit.send("Save and continue");
  await visit.fill({ share: "given", "contact-telephone": "given", "contact-text": "given", how: "in-person" });
  await visit.send("Save and continue");
  await visit.fill({ childcare: "yes", transport: "no", access: STORY.access, workPattern: STORY.workPattern });
  await visit.send("Save and continue");
  await visit.fill({ free: ["2-morning", "4-evening"] });
  await visit.send("Save and continue");
  await visit.send("Submit referral");
  expect(await heading(walk)).toBe("Referral submitted");
  isWithin("referral", where, visit);
  await walk.close();
  await kinstep.stop();
});

const NAMES = ["Ana", "Bea", "Cyn", "Dev", "Edie", "Flo", "Gus", "Hana", "Ines"];

async function markTen({ page, manner }: Walk, paced: Paced, ids: readonly string[]): Promise<void> {
  const [first = "", ...others] = ids;
  if (!manner.javaScript) {
    await paced.fill({ [`mark-${first}`]: "none", [`reason-${first}`]: "work" });
    for (const id of others) await paced.fill({ [`mark-${id}`]: "all" });
    await paced.send("Save the register");
    return;
  }
  await page.locator(`#mark-${first}`).focus();
  await paced.keys(["3"], 1);
  await paced.fill({ [`reason-${first}`]: "work" });
  await page.locator(`#mark-${others[0]}`).focus();
  await paced.keys(
    others.map(() => "1"),
    1,
  );
  await page.getByText("10 of 10 marked").waitFor();
  await paced.keys(["Enter"], 1);
}

test.each(MANNERS)("a register of 10 people, and logging a call ($where)", async ({ where, ...manner }) => {
  const world = await startToldWorld(browser, manner);
  const { t, walk } = world;
  const run = await aRun(t, { startOn: "2026-02-02", places: 10 });
  const people = [];
  for (const carer of [...NAMES, "Jo"]) people.push(await anEnrolment(t, { run, carer }));
  await sits(world, "bob");
  await open(walk, `/sessions/${run.sessions[4]!.id}/register`);
  const register = await atAPace(walk);
  await markTen(
    walk,
    register,
    people.map(({ enrolmentId }) => enrolmentId),
  );
  await walk.page.getByText("the register is finished").first().waitFor();
  isWithin("register", where, register);

  const [who] = people;
  await anAssessment(t, who!, { measureId: "gad-7" });
  await aContact(t, who!.carerId);
  await anAgreement(t, { familyId: who!.familyId, personId: who!.carerId }, { purpose: "contact-telephone" });
  await open(walk, "/follow-up");
  const attempt = await atAPace(walk);
  await attempt.pressAt("No answer");
  isWithin("attempt", where, attempt);
  await world.close();
});

test("a paper form of 25 items, keyed from its ticks, five at a look", async () => {
  const world = await startToldWorld(browser, { ...DESKTOP, screens: null });
  const { t, who, walk } = world;
  const { id } = await anAssessment(t, who);
  await sits(world, "bob");
  await open(walk, `/assessments/${id}/keying`);
  const form = await atAPace(walk);
  await walk.page.locator("#mode").focus();
  await form.keys(["Space", "Tab"], 2);
  await form.keys("1010101210101012101010121".split(""), 5);
  await form.keys(["0", "Enter"], 2);
  await walk.page.getByText("Answers saved and scored").waitFor();
  isWithin("paper", "desktop", form);
  await world.close();
});
