import { expectOnPaper } from "./paper.ts";
import { STORY } from "./story.ts";
import { answer, day, follow, open, pathOf, press, type Walk } from "./walk.ts";

/** Answers a referral of the parenting route with yes and puts it on the waiting list. */
export async function acceptReferral(walk: Walk, reference: string): Promise<void> {
  await open(walk, "/referrals");
  await walk.look("referrals-received");
  await follow(walk, reference);
  await walk.look("referral-to-the-provider");
  await press(walk, "Accept");
  await answer(walk, { note: STORY.acceptNote });
  await walk.look("referral-acceptance");
  await press(walk, "Accept referral");
  await walk.look("referral-accepted");
  await press(walk, "Put on the waiting list");
  await walk.look("referral-putting-on-list");
  await press(walk, "Put on the waiting list");
  await open(walk, "/waiting");
  await walk.look("waiting-list");
}

/** A run of weekly sessions. Gives its id. */
export async function makeRun(walk: Walk, programme: string, startOn: string, coLeader?: string): Promise<string> {
  await open(walk, "/runs");
  await walk.look("runs-none-yet");
  await open(walk, "/runs/new");
  await walk.look("run-programme");
  await follow(walk, programme);
  await answer(walk, {
    ...day("startOn", startOn),
    time: "9:30am",
    name: "Tuesday mornings, spring",
    venue: STORY.venue,
    holidays: "30 March 2026 to 10 April 2026",
    facilitator: programme.includes("CBT") ? "user-ruth" : "user-dan",
    ...(coLeader ? { coLeaders: [coLeader] } : {}),
  });
  await walk.look("run-new");
  await press(walk, "Make the run");
  await walk.look("run");
  return pathOf(walk).split("/")[2]!;
}

/** Gives the story's carer a place on the run. Gives the enrolment's id. */
export async function enrol(walk: Walk, carer: RegExp, runId: string): Promise<string> {
  await open(walk, "/waiting");
  await follow(walk, carer);
  await answer(walk, { run: runId, word: "bluebell" });
  await walk.look("enrolling");
  await press(walk, "Enrol");
  await walk.look("run-with-somebody");
  await follow(walk, carer);
  await walk.look("person-on-a-run");
  return pathOf(walk).split("/")[2]!;
}

/** The page of a session's register, from the run's list of sessions. Gives the session's id. */
export async function openRegister(walk: Walk, runId: string, number: number): Promise<string> {
  await open(walk, `/runs/${runId}`);
  await follow(walk, new RegExp(`^${number}\\. `));
  return pathOf(walk).split("/")[2]!;
}

/** Marks the one person of a register as having come for all of it: with scripts by the key 1. */
export async function markCame(walk: Walk): Promise<void> {
  const all = walk.page.locator('[data-keys-row] input[type="radio"][value="all"]').first();
  if (walk.manner.javaScript) {
    await all.focus();
    await walk.page.keyboard.press("1");
  } else await all.check();
  await press(walk, "Save the register");
}

/** Somebody who came for a part, or did not come, and what is asked then. */
export async function markOtherwise(walk: Walk, enrolmentId: string, answers: Record<string, string>): Promise<void> {
  const named = Object.entries(answers).map(([name, value]) => [`${name}-${enrolmentId}`, value]);
  await answer(walk, Object.fromEntries(named));
  await press(walk, "Save the register");
}

/** What belongs to an evening beside its register: the paper one, the group's note, a concern, a note on one person. */
export async function writeUp(walk: Walk, sessionId: string, enrolmentId: string): Promise<void> {
  await open(walk, `/sessions/${sessionId}/register/print`);
  await walk.look("register-on-paper");
  await expectOnPaper(walk, "register", 1);
  await open(walk, `/sessions/${sessionId}/note`);
  await answer(walk, { text: STORY.groupNote });
  await walk.look("group-note");
  await press(walk, "Save the note");
  await open(walk, `/sessions/${sessionId}/concerns/new`);
  await answer(walk, { enrolment: enrolmentId, about: "carer", kind: "session", summary: STORY.concern });
  await walk.look("concern-new");
  await press(walk, "Raise the concern");
  await open(walk, `/enrolments/${enrolmentId}/notes/new`);
  await answer(walk, { text: STORY.personalNote });
  await walk.look("personal-note");
  await press(walk, "Save the note");
}

/** Acknowledges a concern and closes it, with what was done. */
export async function dealWithConcern(walk: Walk, summary: RegExp): Promise<void> {
  await open(walk, "/concerns");
  await walk.look("concerns-of-the-provider");
  await follow(walk, summary);
  await press(walk, "I am looking at this");
  await walk.look("concern");
  await follow(walk, "Close it with what was done");
  await answer(walk, { done: STORY.done });
  await walk.look("concern-closing");
  await press(walk, "Close concern");
  await walk.look("concern-closed");
}
