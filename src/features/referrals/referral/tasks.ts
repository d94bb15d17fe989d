import type { Draft } from "./referral.ts";

/** The pages of a draft, in the order of the task list (docs/rules/main-job.md 5), with the ends of their addresses. */
export const TASKS = {
  "carer-and-child": "Carer and child",
  reason: "Reason and route",
  agreements: "Agreements",
  needs: "Needs and safe contact",
  availability: "When the carer can come",
  goals: "Goals in own words",
} as const;

export type Task = keyof typeof TASKS;
export const TASK_KEYS = Object.keys(TASKS) as Task[];

/** What still stands in the way of sending: tasks not saved yet, and no agreement to share. */
export type Missing = Task | "share-not-agreed";

export const isTask = (missing: Missing): missing is Task => missing !== "share-not-agreed";

/**
 * Everything that must be there before a referral can be sent; empty when it can. Without the carer's yes nothing is shared; and
 * no number is sent that nobody asked about, whether its page was saved or not.
 */
export function missingFrom(draft: Draft | null, isShareAgreed: boolean, isSafetySaid = true): Missing[] {
  const saved = draft?.done ?? [];
  const done = new Set(isSafetySaid ? saved : saved.filter((task) => task !== "needs"));
  const missing: Missing[] = TASK_KEYS.filter((task) => !done.has(task));
  return done.has("agreements") && !isShareAgreed ? [...missing, "share-not-agreed"] : missing;
}

/** What a new draft finds on file, so that its page need not be opened. */
export type OnFile = { hasAgreements: boolean; hasNeeds: boolean; hasAvailability: boolean };

/**
 * A draft as it begins: what is known already is done, and shown when the answers are checked. The carer and the child were chosen
 * with the programme; goals may be agreed at the first meeting. Who brought the carer, and why now, is asked each time.
 */
export const firstDraft = ({ hasAgreements, hasNeeds, hasAvailability }: OnFile): Draft => ({
  done: [
    "carer-and-child",
    ...(hasAgreements ? ["agreements"] : []),
    ...(hasNeeds ? ["needs"] : []),
    ...(hasAvailability ? ["availability"] : []),
    "goals",
  ],
});

/** The draft after one of its pages was saved. */
export const withDone = (draft: Draft | null, task: Task): Draft => ({
  done: TASK_KEYS.filter((key) => key === task || draft?.done.includes(key)),
});
