import type { Day } from "../../src/domain/calendar.ts";
import type { Course } from "./course.ts";
import type { Household } from "./households.ts";

/** Questions that somebody left blank, by occasion and measure ("T1 sdq-p4-17"): two of a scale are prorated, more give no score. */
export type Blanks = Readonly<Record<string, readonly number[]>>;

/** How it turns out for one person on a run. Session numbers count from 1. */
export type Fate = {
  /** How the first questionnaires come in, if they do. */
  first: "in-session" | "home" | "telephone" | "late" | "missing";
  last: "in-session" | "telephone" | "late" | "missing" | "declined";
  /** Why what is missing was not collected. */
  reason?: string;
  /** The last session before they leave; 0 for somebody who never comes. */
  leaves?: { after: number; reason: string; decidedBy: "carer" | "service" | "together" };
  missed: readonly number[];
  /** A missed session that is made up for. */
  caughtUp?: number;
  /** The day of the first questionnaires, where it matters which. */
  firstOn?: Day;
  followUp?: boolean;
  blanks?: Blanks;
  /** Objects to evaluation: their numbers stay out of every table. */
  objects?: boolean;
};

/** Somebody who has a place on a run. */
export type Participant = {
  told: Household;
  fate: Fate;
  course: Course;
  familyId: string;
  carerId: string;
  childId: string;
  referralId: string;
  enrolmentId: string;
  goals: number;
  /** Sessions of the programme. */
  sessions: number;
  /** Who works with the family, and who delivers the programme. */
  worker: string;
  keyedBy: string;
  leftOn: Day | null;
};

/** Does this person come to the session? */
export const comesTo = ({ fate }: Participant, number: number): boolean =>
  !fate.missed.includes(number) && (fate.leaves === undefined || number <= fate.leaves.after);
