import { addDays, type Day } from "../../../domain/calendar.ts";

export const NEEDS = {
  yes: "Yes",
  no: "No",
  "not-enough": "There is not enough to go on",
} as const;
export type Need = keyof typeof NEEDS;

export const GROUNDS = {
  behaviour: "Behaviour that challenges",
  "low-mood-or-anxiety": "Low mood or anxiety",
  strain: "Strain",
  trauma: "Trauma",
  other: "Other",
} as const;
export type Ground = keyof typeof GROUNDS;

export const ASSESSOR_ROLES = {
  "social-worker": "Social worker",
  "family-support-worker": "Family support worker",
  psychologist: "Psychologist",
  therapist: "Therapist",
  nurse: "Nurse",
  gp: "GP",
  "programme-worker": "Programme worker",
  other: "Other",
} as const;
export type AssessorRole = keyof typeof ASSESSOR_ROLES;

export const METHODS = {
  conversation: "A conversation",
  "standard-measure": "A standard measure",
  both: "A conversation and a standard measure",
  "report-read": "A report that was read",
} as const;
export type Method = keyof typeof METHODS;

/** The part of a need assessment that the rule reads. */
export type NeedOnFile = { id: string; onDay: Day; need: Need; validToOn: Day };

const VALID_WEEKS = 12;

/** The last day on which an assessment counts: 12 weeks on (docs/rules/people-and-words.md). */
export const validTo = (onDay: Day): Day => addDays(onDay, VALID_WEEKS * 7);

/** A dated judgement that a carer needs therapeutic support, or does not. */
export type NeedAssessment = NeedOnFile & {
  familyId: string;
  carerId: string;
  grounds: Ground[];
  assessorRole: AssessorRole;
  method: Method;
  note: string | null;
  createdAt: string;
  createdByName: string | null;
};

/** What was read from the form. */
export type NeedJudgement = Pick<
  NeedAssessment,
  "carerId" | "onDay" | "need" | "grounds" | "assessorRole" | "method" | "note"
>;

export type NewNeedAssessment = NeedJudgement & { id: string; familyId: string; at: string };
