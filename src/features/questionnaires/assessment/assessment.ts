import { addDays, type Day } from "../../../domain/calendar.ts";

export const STATES = {
  scheduled: "Scheduled",
  open: "Started",
  done: "Done",
  "not-collected": "Not collected",
  "preferred-not-to": "Preferred not to",
} as const;
export type AssessmentState = keyof typeof STATES;

export const TIMEPOINTS: Record<string, string> = { T0: "At referral", T1: "Before", T2: "After", T3: "Follow-up" };

/** "Before", "After", "Follow-up", "Session 3". */
export const timepointSaid = (timepoint: string): string =>
  TIMEPOINTS[timepoint] ?? (timepoint.startsWith("S") ? `Session ${timepoint.slice(1)}` : `Week ${timepoint.slice(1)}`);

const ORDER: Record<string, number> = { T0: 0, T1: 1, S: 2, W: 3, T2: 4, T3: 5 };

/** Occasions in the order in which they come: before, each session, after, follow-up. */
export const byOccasion = (a: string, b: string): number =>
  (ORDER[a] ?? ORDER[a.charAt(0)] ?? 9) - (ORDER[b] ?? ORDER[b.charAt(0)] ?? 9) ||
  Number(a.slice(1)) - Number(b.slice(1));

export const MODES = {
  paper: "On paper, alone",
  "in-session": "On paper, in a session",
  "read-aloud": "Read aloud from the paper form",
  telephone: "By telephone",
  interpreter: "With an interpreter",
} as const;
export type Mode = keyof typeof MODES;

const READ_ALOUD: ReadonlySet<string> = new Set<Mode>(["read-aloud", "telephone"]);

/**
 * The ways in which a form may have been filled in: without those that read it aloud where its holder does not permit that.
 * A correction keeps the way that was recorded while it was permitted.
 */
export const modesFor = (allowed: ReadonlySet<string>, kept: string | null): Record<string, string> =>
  Object.fromEntries(
    Object.entries(MODES).filter(([mode]) => allowed.has("read-aloud") || mode === kept || !READ_ALOUD.has(mode)),
  );

/** Every way that a stored response can have been filled in. */
export const MODES_SAID: Record<string, string> = { ...MODES, alone: "On screen, alone", totals: "Totals only" };

export const NOT_COLLECTED = {
  "could-not-reach": "Could not reach them",
  "not-a-good-time": "Not a good time for them",
  "language-or-reading": "Language or reading",
  "we-asked-too-late": "We asked too late",
  "we-did-not-ask": "We did not ask",
  "child-moved": "The child moved",
  died: "Died",
} as const;
export type NotCollectedReason = keyof typeof NOT_COLLECTED;

/** How answers were given otherwise than was fixed at enrolment: they are in no pair (docs/rules/pairing-and-change.md). */
export const OTHERWISE = {
  "another-child": "About another child",
  "another-informant": "By somebody else",
  "another-form": "On another form, or for another age",
} as const;
export type Otherwise = keyof typeof OTHERWISE;

export const isOtherwise = (reason: string | null): reason is Otherwise =>
  reason !== null && Object.hasOwn(OTHERWISE, reason);

/** Can it be said that this was answered otherwise? Once it was answered; of a child outside the ages no change is counted anyway. */
export const mayBeOtherwise = ({ state, unpairedReason }: Pick<Assessment, "state" | "unpairedReason">): boolean =>
  state === "done" && (unpairedReason === null || isOtherwise(unpairedReason));

export type InformantRole = "carer" | "young-person" | "teacher";

/** One assessment as its pages need it. Names are for those who deliver the programme; evaluators read views without them. */
export type Assessment = {
  id: string;
  version: number;
  referralId: string;
  enrolmentId: string;
  familyId: string;
  packId: string | null;
  runId: string;
  runName: string;
  programmeName: string;
  organisationId: string;
  aboutId: string;
  aboutName: string;
  aboutKind: "carer" | "child";
  aboutBirthOn: Day | null;
  informantId: string;
  informantName: string;
  /** The language in which the informant needs an interpreter, as it was told or as a code; null where none was asked for. */
  interpreterLanguage: string | null;
  informantRole: InformantRole;
  measureId: string;
  edition: number;
  form: string;
  timepoint: string;
  state: AssessmentState;
  opensOn: Day;
  dueOn: Day;
  closesOn: Day;
  anchor: string;
  /** Of a T1: how many days before session 1 an answer may have been given and still count (docs/rules/windows.md). */
  validDaysBefore: number;
  notCollectedReason: NotCollectedReason | null;
  unpairedReason: string | null;
  responseId: string | null;
  completedOn: Day | null;
  mode: string | null;
  language: string | null;
  lateDays: number | null;
  /** The holds of who answers, those that are over too. */
  holds?: readonly { fromOn: Day; untilOn: Day; liftedAt: string | null }[];
  /** In whose place it is asked: one answer serves both (docs/rules/burden.md). */
  askedWith?: { id: string; timepoint: string } | null;
};

export type StoredScore = {
  id: string;
  responseId: string;
  scale: string;
  edition: number;
  revision: number;
  value: number | null;
  raw: number | null;
  reason: string | null;
  answered: number;
  items: number;
  prorated: boolean;
  /** A total that was typed from the owner's scored form: no answer of it was seen here. */
  isTyped?: boolean;
  bands: { system: string; name: string; status: "verified" | "unverified" }[];
  /** The version of the scorer that made it. */
  scorer: string;
  at: string;
};

/** Can answers be keyed now? A done one is corrected with a reason; nothing else stands in the way, late answers included. */
export const needsCorrectionReason = (assessment: Pick<Assessment, "state">): boolean => assessment.state === "done";

type Dated = Pick<Assessment, "timepoint" | "anchor" | "validDaysBefore">;

/** The first day on which an answer counts as "before": at most 42 days before session 1. Null for other occasions. */
export function validFrom({ timepoint, anchor, validDaysBefore }: Dated): Day | null {
  const first = /^session-1:(\d{4}-\d{2}-\d{2})$/.exec(anchor)?.[1];
  return timepoint === "T1" && first ? addDays(first, -validDaysBefore) : null;
}

/** Was this answered too long before session 1 to be the "before" that a change is counted from? */
export function isTooEarly(assessment: Dated & Pick<Assessment, "completedOn">): boolean {
  const from = validFrom(assessment);
  return from !== null && assessment.completedOn !== null && assessment.completedOn < from;
}
