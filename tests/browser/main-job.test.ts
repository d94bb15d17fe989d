import type { Browser } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { launchChromium } from "./support/chromium.ts";
import { crawl, openedBeyondTheirOwn, plantedIn } from "./support/evaluator-steps.ts";
import {
  acceptReferral,
  dealWithConcern,
  enrol,
  makeRun,
  markCame,
  markOtherwise,
  openRegister,
  writeUp,
} from "./support/facilitator-steps.ts";
import { askedOn, keyAny, logACall } from "./support/measure-steps.ts";
import { decideWithYes, openFamily, readLetter, recordCheck } from "./support/practitioner-steps.ts";
import { doEveryTask, submit } from "./support/referral-steps.ts";
import { type RunningKinstep, startKinstep } from "./support/server.ts";
import { administratorPages, auditorPages, everybodysPages } from "./support/settings-steps.ts";
import { DESKTOP, follow, heading, open, PHONE, press, signIn, signOut, startWalk, type Walk } from "./support/walk.ts";

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
  let reference: string;
  let runId: string;
  let enrolmentId: string;

  beforeAll(async () => {
    kinstep = await startKinstep("2026-03-02");
    walk = await startWalk(browser, kinstep, manner);
  });
  /** The steps hang on each other: after one that failed the others say so at once. */
  let failed = "";
  beforeEach(({ task, onTestFailed }) => {
    if (failed !== "") throw new Error(`not walked, since “${failed}” failed`);
    onTestFailed(() => {
      failed = task.name;
    });
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

  test("a behaviour check leads, on its own page, to a decision and the carer’s yes", async () => {
    checkId = await recordCheck(walk, familyId);
    referralId = await decideWithYes(walk, /Larkfield Parenting Group/);
    expect(walk.problems).toEqual([]);
  });

  test("the referral goes on page by page, is checked and sent, and the letter is printed", async () => {
    await doEveryTask(walk, referralId);
    reference = await submit(walk);
    await readLetter(walk, checkId);
    await open(walk, `/checks/${checkId}/decision`);
    await walk.look("route");
    await open(walk, `/families/${familyId}/offers`);
    await walk.look("support");
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

  test("the provider accepts, makes a run, and enrols the carer", async () => {
    kinstep.at("2026-03-04");
    await signIn(walk, "dan");
    await walk.look("home-facilitator");
    await acceptReferral(walk, reference);
    runId = await makeRun(walk, "Larkfield Parenting Group", "2026-03-17", "user-jo");
    enrolmentId = await enrol(walk, /Rosaleen/, runId);
    expect(walk.problems).toEqual([]);
  });

  test("the first measures are keyed from paper and scored at once", async () => {
    kinstep.at("2026-03-12");
    await signIn(walk, "dan");
    await logACall(walk, "follow-up-before");
    const asked = await askedOn(walk, enrolmentId, "Before");
    expect(asked).toHaveLength(5);
    await walk.look("measures-before");
    for (const path of asked) await keyAny(walk, path, "Before");
    await open(walk, `/enrolments/${enrolmentId}/measures`);
    await walk.look("measures-before-done");
    expect(walk.problems).toEqual([]);
  });

  test("sessions are marked: on the day by the co-leader, afterwards by the facilitator", async () => {
    kinstep.at("2026-03-17", "09:40");
    await signIn(walk, "jo");
    await walk.look("co-leader-today");
    await follow(walk, /Welcome/);
    await walk.look("register");
    await markCame(walk);
    await walk.look("register-saved");
    await signOut(walk);
    kinstep.at("2026-03-24", "12:00");
    await signIn(walk, "dan");
    const sessionId = await openRegister(walk, runId, 2);
    await markOtherwise(walk, enrolmentId, { mark: "part", minutes: "45" });
    await writeUp(walk, sessionId, enrolmentId);
    await dealWithConcern(walk, /at a session/);
    expect(walk.problems).toEqual([]);
  });

  test("months later the last measures show what changed", async () => {
    kinstep.at("2026-06-02", "12:00");
    await signIn(walk, "dan");
    await openRegister(walk, runId, 3);
    await markOtherwise(walk, enrolmentId, { mark: "none", reason: "illness" });
    for (const number of [4, 5, 6, 7, 8, 9, 10]) {
      await openRegister(walk, runId, number);
      await markCame(walk);
    }
    await open(walk, "/follow-up");
    await walk.look("follow-up-after");
    for (const path of await askedOn(walk, enrolmentId, "After")) await keyAny(walk, path, "After");
    await open(walk, `/enrolments/${enrolmentId}/measures`);
    await walk.look("change");
    await open(walk, `/enrolments/${enrolmentId}/completing`);
    await walk.look("completing");
    await press(walk, "Record completing");
    await walk.look("person-completed");
    await signOut(walk);
    expect(walk.problems).toEqual([]);
  });

  test("the practitioner sees how it went, as far as the carer agreed", async () => {
    await signIn(walk, "priya");
    await open(walk, `/referrals/${referralId}`);
    await walk.look("referral-completed");
    await open(walk, `/families/${familyId}/timeline`);
    expect(await walk.page.locator("main").innerText()).toContain("Completed");
    await walk.look("family-timeline");
    await open(walk, `/families/${familyId}/print`);
    await walk.look("family-on-paper");
    await open(walk, "/");
    await signOut(walk);
    expect(walk.problems).toEqual([]);
  });

  test("an evaluator sees the cohort and downloads its file, and never a name, a contact or free text", async () => {
    const others = [...walk.addresses];
    walk.addresses.clear();
    await signIn(walk, "lin");
    await walk.look("cohorts");
    await follow(walk, "Larkfield Parenting Group");
    expect(await walk.page.locator("main").innerText()).toMatch(/both questionnaires/i);
    await walk.look("cohort");
    const reached = await crawl(walk);
    for (const [path, body] of reached) expect([path, plantedIn(body)]).toEqual([path, []]);
    const statuses = [...reached].map(([path, body]) => `${body.slice(0, 3)} ${path}`);
    expect(statuses.filter((one) => !/^(200|303) /.test(one))).toEqual([]);
    const files = [...reached.keys()].filter((path) => path.endsWith(".csv"));
    const ofTheThreeProgrammes = ["codebook.csv", "codebook.csv", "codebook.csv", "wide.csv", "wide.csv", "wide.csv"];
    expect(files.map((path) => path.split("/").at(-1)).sort()).toEqual(ofTheThreeProgrammes);
    const scale = [...reached.keys()].find((path) => /sdq-p4-17\/total/.test(path));
    await open(walk, scale!);
    await walk.look("scale");
    expect(await openedBeyondTheirOwn(walk, others)).toEqual([]);
    await signOut(walk);
    expect(walk.problems).toEqual([]);
  });

  test("administrator, auditor and everybody’s pages stand", async () => {
    await administratorPages(walk);
    const { reference: family } = await kinstep.db
      .selectFrom("family")
      .where("id", "=", familyId)
      .select("reference")
      .executeTakeFirstOrThrow();
    await auditorPages(walk, family);
    await everybodysPages(walk);
    expect(walk.problems).toEqual([]);
  });
});
