import { expect } from "vitest";
import { STORY } from "./story.ts";
import { answer, errorsSaid, follow, heading, open, pathOf, press, pressWrongly, type Walk } from "./walk.ts";

/** From an accepted offer's page to the first page of the draft that is still to be done. */
export async function beginReferral(walk: Walk, programme: RegExp): Promise<string> {
  await press(walk, "Start the referral");
  await walk.page.getByRole("radio", { name: programme }).check();
  const child = walk.page.locator('main [name="child"]');
  if ((await child.count()) > 0) await child.first().check();
  await walk.look("referral-new");
  await press(walk, "Start the referral");
  return pathOf(walk).split("/")[2]!;
}

/** One page of the draft: it is the one that comes next, by its name; saving it leads to the one after. */
async function task(walk: Walk, name: string, answers: Parameters<typeof answer>[1]): Promise<void> {
  expect(await heading(walk)).toBe(name);
  await answer(walk, answers);
  await walk.look(`referral-${name.toLowerCase().replaceAll(" ", "-")}`);
  await press(walk, "Save and continue");
}

/** Every task of a draft: those that are missing one after another, then those that are complete without being opened. */
export async function doEveryTask(walk: Walk, referralId: string): Promise<void> {
  await forgetWhyNow(walk);
  await task(walk, "Agreements", {
    share: "given",
    "contact-telephone": "given",
    "contact-text": "given",
    how: "in-person",
  });
  await task(walk, "Needs and safe contact", {
    childcare: "yes",
    transport: "no",
    access: STORY.access,
    workPattern: STORY.workPattern,
  });
  await task(walk, "When the carer can come", { free: ["2-morning", "4-evening"] });
  expect(await heading(walk)).toMatch(/^Check answers/);
  await open(walk, `/referrals/${referralId}`);
  await walk.look("referral-task-list");
  await follow(walk, "Carer and child");
  await task(walk, "Carer and child", {});
  await open(walk, `/referrals/${referralId}/goals`);
  await task(walk, "Goals in own words", {
    words1: STORY.goals[0],
    words2: STORY.goals[1],
    whose2: "together",
  });
  await open(walk, `/referrals/${referralId}`);
  await walk.look("referral-tasks-done");
}

/** A form with a mistake: it says so in the title, the focus is on the summary, and what was typed is there. */
async function forgetWhyNow(walk: Walk): Promise<void> {
  expect(await heading(walk)).toBe("Reason and route");
  await answer(walk, { askedBy: STORY.askedBy });
  await pressWrongly(walk, "Save and continue");
  expect(await walk.page.title()).toMatch(/^Error: /);
  expect(await errorsSaid(walk)).toContain("Enter why now");
  expect(await walk.page.locator("#askedBy").inputValue()).toBe(STORY.askedBy);
  if (walk.manner.javaScript)
    expect(await walk.page.evaluate(() => document.activeElement?.className)).toContain("govuk-error-summary");
  await walk.look("referral-reason-with-a-mistake");
  await answer(walk, { source: "2A", reason: STORY.reason });
  await press(walk, "Save and continue");
}

/** Check answers, submit; gives the reference. */
export async function submit(walk: Walk): Promise<string> {
  await follow(walk, /check answers/i);
  await walk.look("referral-check-answers");
  await press(walk, "Submit referral");
  expect(await heading(walk)).toBe("Referral submitted");
  await walk.look("referral-submitted");
  const reference = /Reference (\S+)/.exec(await walk.page.locator(".govuk-panel").innerText());
  await follow(walk, "See the referral");
  await walk.look("referral-to-the-referrer");
  return reference![1]!;
}
