import type { Day } from "../../../domain/calendar.ts";

/** One person to ask on one occasion: what is still to do, how to reach them, and who tried last. */
export type Due = {
  packId: string;
  timepoint: string;
  enrolmentId: string;
  carerName: string;
  familyId: string;
  runId: string;
  runName: string;
  window: { opensOn: Day; dueOn: Day; closesOn: Day };
  /** The last day on which it is not overdue. */
  inTimeTo: Day;
  /** `also`: the other occasions that the answer serves. */
  asked: { id: string; measureId: string; about: string; also: string[] }[];
  /** Who is asked: how they may be reached, their card says. */
  personId: string;
  lastAttempt: Pick<Attempt, "at" | "how" | "outcome"> | null;
  heldUntil: Day | null;
};

/** One person and occasion that are to be asked now, as far as filters and order need them. */
export type DuePack = { packId: string; timepoint: string; runId: string; runName: string; dueOn: Day };

/** Of how many values the key of one is made: whether it comes again next week, when it is due, and its id. */
export const DUE_KEY = 3;

/** Soonest due first; a weekly check-in stands after everything that can be lost. */
export const dueKey = ({ timepoint, dueOn, packId }: DuePack) => [timepoint.startsWith("W") ? "1" : "0", dueOn, packId];

/** The runs and occasions that the list can be narrowed to. */
export const dueChoices = (packs: readonly DuePack[]) => ({
  runs: [...new Map(packs.map(({ runId, runName }) => [runId, runName]))]
    .map(([id, name]) => ({ id, name }))
    .sort((a, b) => (a.name < b.name ? -1 : 1)),
  occasions: [...new Set(packs.map(({ timepoint }) => timepoint))],
});

export const narrowed = (packs: readonly DuePack[], { run, occasion }: DueFilter): DuePack[] =>
  packs.filter((pack) => (run ?? pack.runId) === pack.runId && (occasion ?? pack.timepoint) === pack.timepoint);

export type DueFilter = { run?: string | undefined; occasion?: string | undefined };

export const HOW = {
  telephone: "Telephone",
  text: "Text",
  email: "Email",
  letter: "Letter",
  "in-person": "In person",
} as const;
export type How = keyof typeof HOW;

export const OUTCOMES = {
  spoke: "Spoke to them",
  "left-message": "Left a message",
  "no-answer": "No answer",
  "wrong-number": "Wrong number",
  sent: "Sent",
  "answered-here": "They answered the questions",
} as const;
export type AttemptOutcome = keyof typeof OUTCOMES;

/** What one click on the list records: a call, and how it went (docs/rules/windows.md). */
export const ONE_CLICK = ["spoke", "left-message", "no-answer"] as const satisfies readonly AttemptOutcome[];

export type Attempt = {
  id: string;
  how: How;
  outcome: AttemptOutcome;
  note: string | null;
  at: string;
  byName: string | null;
};
