/** The states of docs/rules/referral-states.md, with the words shown. */
export const STATES = {
  draft: "Draft",
  submitted: "Submitted",
  "information-requested": "Information requested",
  accepted: "Accepted",
  declined: "Declined",
  waiting: "Waiting",
  enrolled: "Enrolled",
  started: "Started",
  completed: "Completed",
  "left-early": "Left early",
  "did-not-start": "Did not start",
  closed: "Closed",
} as const;

export type ReferralState = keyof typeof STATES;

/** What happened, as the log says it. */
export const VERBS = {
  open: "Draft begun",
  save: "Draft saved",
  submit: "Referral submitted",
  ask: "Information requested",
  answer: "Information given",
  accept: "Referral accepted",
  decline: "Referral declined",
  wait: "Put on the waiting list",
  enrol: "Enrolled on a run",
  start: "Came to the first session",
  complete: "Completed",
  leave: "Left early",
  "not-start": "Did not start",
  withdraw: "Referral withdrawn",
  close: "Referral closed",
  amend: "Referral changed",
} as const;

export type Verb = keyof typeof VERBS;

/** What a suitability conversation about CBT can come to (docs/rules/main-job.md 6). */
export const SUITABILITIES = {
  suitable: "Suitable",
  "suitable-not-ready": "Suitable, not ready yet",
  "needs-more": "Needs more than this",
  "chose-something-else": "Chose something else",
} as const;

export type Suitability = keyof typeof SUITABILITIES;

/** One open referral of a carer to a programme; the same list stands in the unique index referral_open_once. */
export const OPEN_STATES = [
  "draft",
  "submitted",
  "information-requested",
  "accepted",
  "waiting",
  "enrolled",
  "started",
] as const satisfies readonly ReferralState[];

export const isOpen = (state: ReferralState): boolean => (OPEN_STATES as readonly string[]).includes(state);

const BEFORE_DECISION = ["submitted", "information-requested"] as const;
const WITHOUT_A_PLACE = ["accepted", "waiting"] as const;
const AFTER_SUBMISSION = [...BEFORE_DECISION, "accepted", "waiting", "enrolled", "started"] as const;

/** Accepted and without a place: it may still be declined, or given back to the referrer. */
export const isWithoutAPlace = (state: ReferralState): boolean =>
  (WITHOUT_A_PLACE as readonly string[]).includes(state);

/** A referral that was sent, and whose course has not begun: somebody has yet to speak to the carer, or to find them a place. */
export const BEFORE_START: readonly ReferralState[] = [...BEFORE_DECISION, "accepted", "waiting", "enrolled"];

type Transition = { from: readonly ReferralState[]; to: readonly ReferralState[] | "same" };

/** Only these transitions exist. "same": the state stays, the log grows. `open` begins a referral and has no from. */
export const TRANSITIONS: Readonly<Record<Verb, Transition>> = {
  open: { from: [], to: ["draft"] },
  save: { from: ["draft"], to: ["draft"] },
  submit: { from: ["draft"], to: ["submitted"] },
  ask: { from: ["submitted", ...WITHOUT_A_PLACE], to: ["information-requested"] },
  answer: { from: ["information-requested"], to: ["submitted"] },
  accept: { from: BEFORE_DECISION, to: ["accepted", "waiting"] },
  decline: { from: [...BEFORE_DECISION, ...WITHOUT_A_PLACE], to: ["declined"] },
  wait: { from: [...WITHOUT_A_PLACE, "enrolled", "started"], to: ["waiting"] },
  enrol: { from: ["accepted", "waiting"], to: ["enrolled"] },
  start: { from: ["enrolled"], to: ["started"] },
  complete: { from: ["started"], to: ["completed"] },
  leave: { from: ["started"], to: ["left-early"] },
  "not-start": { from: ["enrolled"], to: ["did-not-start"] },
  withdraw: { from: ["draft", ...BEFORE_DECISION, "accepted", "waiting"], to: ["closed"] },
  close: { from: [...BEFORE_DECISION, "accepted", "waiting"], to: ["closed"] },
  amend: { from: AFTER_SUBMISSION, to: "same" },
};

/** May this be done to a referral in this state at all? */
export const mayBe = (verb: Verb, state: ReferralState): boolean => TRANSITIONS[verb].from.includes(state);

/** May this be done to a referral in this state, leading there? */
export function mayDoTo(verb: Verb, from: ReferralState, to: ReferralState): boolean {
  const leads = TRANSITIONS[verb].to;
  return mayBe(verb, from) && (leads === "same" ? to === from : leads.includes(to));
}
