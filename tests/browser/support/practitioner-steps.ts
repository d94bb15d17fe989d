import { expect } from "vitest";
import { expectOnPaper } from "./paper.ts";
import { STORY } from "./story.ts";
import { type Answers, answer, day, follow, open, pathOf, press, type Walk } from "./walk.ts";

const person = (prefix: string, givenName: string, familyName: string, birthOn: string, sex: string): Answers => ({
  [`${prefix}-givenName`]: givenName,
  [`${prefix}-familyName`]: familyName,
  ...day(`${prefix}-birthOn`, birthOn),
  [`${prefix}-sex`]: sex,
});

const arrangement = (): Answers => ({
  "arrangement-kind": "special-guardianship",
  "arrangement-relationship": "grandparent",
  ...day("arrangement-fromOn", "2024-06-21"),
  "arrangement-parentalResponsibility": "shared",
});

/** The answers that open the story's family. */
const storyFamily = (): Answers => ({
  ...person("carer", STORY.carerGiven, STORY.carerFamily, "1968-05-14", "F"),
  "contact-mobile": STORY.mobile,
  "contact-safe": "yes",
  "contact-email": STORY.email,
  "contact-postcode": STORY.postcode,
  "contact-placeConfidential": "no",
  ...person("child1", STORY.childGiven, STORY.childFamily, "2018-09-03", "F"),
  ...arrangement(),
});

/** The least that opens a family, of people that nobody takes for another's. */
export const smallFamily = (carer: string, child: string, year: number): Answers => ({
  ...person("carer", carer, carer, `${year}-05-14`, "F"),
  ...person("child1", child, child, `${year + 45}-09-03`, "F"),
  ...arrangement(),
});

const idAt = (walk: Walk, after: string): string => {
  const found = new RegExp(`/${after}/([0-9a-f-]{36})`).exec(pathOf(walk));
  if (!found) throw new Error(`no id after ${after} at ${pathOf(walk)}`);
  return found[1]!;
};

export async function openFamily(walk: Walk): Promise<string> {
  await open(walk, "/families");
  await walk.look("families-none-yet");
  await follow(walk, "Open a family");
  await walk.look("family-new");
  await answer(walk, storyFamily());
  await press(walk, "Open family");
  await walk.look("family");
  return idAt(walk, "families");
}

/** A check with two behaviours ticked, in pixels: on a desktop two screens of 1,080 and a little. */
const LONGEST_CHECK = { desktop: 2400, phone: 4000 };

export async function recordCheck(walk: Walk, familyId: string): Promise<string> {
  await open(walk, `/families/${familyId}/checks/new`);
  await answer(walk, {
    source: "visit",
    behaviour: ["refuses", "threatens"],
    "howOften-refuses": "4",
    "challenge-refuses": "3",
    "howOften-threatens": "3",
    "challenge-threatens": "2",
    "injured-threatens": "no",
    "weapon-threatens": "no",
    "afraid-threatens": "yes",
    ownWords: STORY.ownWords,
  });
  await walk.look("check-form");
  const height = await walk.page.evaluate(() => document.documentElement.scrollHeight);
  expect(height).toBeLessThan(walk.manner.width < 400 ? LONGEST_CHECK.phone : LONGEST_CHECK.desktop);
  await press(walk, "Save the check");
  await walk.look("check");
  return idAt(walk, "checks");
}

export async function assessNeed(walk: Walk, familyId: string): Promise<void> {
  await open(walk, `/families/${familyId}/need-assessments/new`);
  await answer(walk, {
    need: "yes",
    grounds: ["low-mood-or-anxiety"],
    assessorRole: "social-worker",
    method: "conversation",
  });
  await walk.look("need-form");
  await press(walk, "Save the assessment");
  await walk.look("need");
}

/** On the route page a person decides to offer. Ends at the check, with the letter to print. */
export async function decideToOffer(walk: Walk, checkId: string, routes: readonly string[]): Promise<void> {
  await open(walk, `/checks/${checkId}/decision`);
  await walk.look("route");
  await answer(walk, { decided: "offer", routes, note: STORY.decisionNote });
  await press(walk, "Save the decision");
  await walk.look("decided");
  await follow(walk, /^Letter/);
  await walk.look("letter");
  await expectOnPaper(walk, "letter", 1);
}

/**
 * On the saved check itself: the carer said yes in the room, and the programme is chosen with it. Ends on the first page of the
 * draft that is still to be done; gives the draft's id.
 */
export async function decideWithYes(walk: Walk, programme: RegExp): Promise<string> {
  await answer(walk, { decided: "offer", routes: ["parenting"], accepted: ["parenting"], note: STORY.decisionNote });
  await walk.page.getByRole("radio", { name: programme }).check();
  await walk.look("check-decided");
  await press(walk, "Save the decision");
  return idAt(walk, "referrals");
}

/** The letter of the decision on a check, looked at and on paper. Ends at the check, by its first way on. */
export async function readLetter(walk: Walk, checkId: string): Promise<void> {
  await open(walk, `/checks/${checkId}`);
  await walk.look("decided");
  await follow(walk, /^Letter/);
  await walk.look("letter");
  await expectOnPaper(walk, "letter", 1);
}

/** The offer that the decision made, accepted by the carer. Ends on the offer's page. */
export async function acceptOffer(walk: Walk, familyId: string, support: RegExp): Promise<void> {
  await open(walk, `/families/${familyId}/offers`);
  await walk.look("support");
  await follow(walk, support);
  await follow(walk, "Record what happened next");
  await answer(walk, { state: "accepted" });
  await walk.look("offer-reply");
  await press(walk, "Save");
  await walk.look("offer-accepted");
}
