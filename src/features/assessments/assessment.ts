import type { Day } from "../../domain/calendar.ts";

export const STATES = {
  scheduled: "Scheduled",
  open: "Open",
  done: "Done",
  "not-collected": "Not collected",
  "preferred-not-to": "Preferred not to",
} as const;
export type AssessmentState = keyof typeof STATES;

export const TIMEPOINTS: Record<string, string> = { T0: "At referral", T1: "Before", T2: "After", T3: "Follow-up" };

/** "Before", "After", "Follow-up", "Session 3". */
export const timepointSaid = (timepoint: string): string =>
  TIMEPOINTS[timepoint] ?? (timepoint.startsWith("S") ? `Session ${timepoint.slice(1)}` : `Week ${timepoint.slice(1)}`);

export const MODES = {
  paper: "On paper, alone",
  "in-session": "On paper, in a session",
  "read-aloud": "Read aloud from the paper form",
  telephone: "By telephone",
  interpreter: "With an interpreter",
} as const;
export type Mode = keyof typeof MODES;

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

/** One assessment as its pages need it. Names are for those who deliver the programme; evaluators read views without them. */
export type Assessment = {
  id: string;
  version: number;
  referralId: string;
  enrolmentId: string;
  familyId: string;
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
  informantRole: "carer" | "young-person" | "teacher";
  measureId: string;
  edition: number;
  form: string;
  timepoint: string;
  state: AssessmentState;
  opensOn: Day;
  dueOn: Day;
  closesOn: Day;
  notCollectedReason: NotCollectedReason | null;
  unpairedReason: string | null;
  responseId: string | null;
  completedOn: Day | null;
  mode: string | null;
  lateDays: number | null;
};

export type StoredScore = {
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
  bands: { system: string; name: string; status: "verified" | "unverified" }[];
};

/** Can answers be keyed now? A done one is corrected with a reason; nothing else stands in the way, late answers included. */
export const needsCorrectionReason = (assessment: Pick<Assessment, "state">): boolean => assessment.state === "done";
