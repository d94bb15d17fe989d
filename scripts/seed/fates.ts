import { chance } from "./chance.ts";
import type { Fate } from "./participant.ts";

export type Outcome = Omit<Fate, "missed">;

export const left = (after: number, reason: string, decidedBy: "carer" | "service" | "together" = "carer") => ({
  leaves: { after, reason, decidedBy },
});

/** How it turned out for the people of the finished groups: most stayed and answered both times, as many did not as elsewhere. */
export const GROUP_OUTCOMES: readonly (readonly [count: number, outcome: Outcome])[] = [
  [25, { first: "in-session", last: "in-session", followUp: true }],
  [6, { first: "home", last: "in-session" }],
  [7, { first: "in-session", last: "telephone" }],
  [3, { first: "telephone", last: "telephone" }],
  [1, { first: "in-session", last: "in-session", blanks: { "T1 sdq-p4-17": [6] } }],
  [1, { first: "in-session", last: "in-session", blanks: { "T2 sdq-p4-17": [14, 22] } }],
  [1, { first: "home", last: "telephone", blanks: { "T1 sdq-p4-17": [3, 8, 13], "T2 bpses": [4] } }],
  [1, { first: "in-session", last: "in-session", objects: true }],
  [1, { first: "missing", reason: "we-asked-too-late", last: "in-session" }],
  [1, { first: "missing", reason: "we-did-not-ask", last: "telephone" }],
  [1, { first: "late", last: "in-session" }],
  [3, { first: "in-session", last: "late" }],
  [2, { first: "in-session", last: "missing", reason: "could-not-reach" }],
  [1, { first: "home", last: "missing", reason: "we-did-not-ask" }],
  [1, { first: "in-session", last: "missing", reason: "not-a-good-time" }],
  [1, { first: "home", last: "declined" }],
  [1, { first: "in-session", last: "telephone", ...left(6, "got-what-they-needed") }],
  [1, { first: "in-session", last: "telephone", ...left(4, "work-or-day-changed") }],
  [1, { first: "home", last: "telephone", ...left(3, "health") }],
  [1, { first: "in-session", last: "missing", reason: "could-not-reach", ...left(2, "lost-touch") }],
  [1, { first: "in-session", last: "missing", reason: "child-moved", ...left(5, "child-moved", "together") }],
  [1, { first: "in-session", last: "missing", reason: "could-not-reach", ...left(4, "childcare-or-travel") }],
  [1, { first: "home", last: "missing", reason: "we-did-not-ask", ...left(3, "group-not-right") }],
  [1, { first: "missing", reason: "could-not-reach", last: "missing", ...left(0, "lost-touch") }],
  [1, { first: "home", last: "missing", reason: "could-not-reach", ...left(0, "work-or-day-changed") }],
];

/**
 * Of the carers who came for CBT: twelve with both, one late, four with one or none. Three of these have a pair of PHQ-9 all the
 * same: it is asked at each session too, and what was answered at the first or the last one serves before or after as well.
 */
export const CBT_OUTCOMES: readonly (readonly [count: number, outcome: Outcome])[] = [
  [8, { first: "in-session", last: "in-session", followUp: true }],
  [3, { first: "home", last: "telephone" }],
  [1, { first: "in-session", last: "telephone", ...left(6, "got-what-they-needed") }],
  [1, { first: "in-session", last: "late" }],
  [1, { first: "missing", reason: "we-did-not-ask", last: "in-session" }],
  [1, { first: "in-session", last: "missing", reason: "could-not-reach" }],
  [1, { first: "in-session", last: "missing", reason: "could-not-reach", ...left(3, "health") }],
  [1, { first: "home", last: "missing", reason: "not-a-good-time", ...left(2, "group-not-right") }],
];

/** Of those who had the programme at home: four with both. */
export const AT_HOME_OUTCOMES: readonly (readonly [count: number, outcome: Outcome])[] = [
  [3, { first: "home", last: "in-session" }],
  [1, { first: "in-session", last: "telephone" }],
  [1, { first: "home", last: "missing", reason: "could-not-reach", ...left(4, "lost-touch") }],
];

/** Sessions that somebody missed: none to three between the second and the one before the last; one may be made up for. */
export function withAbsences(outcome: Outcome, seed: number, sessions = 10): Fate {
  const from = chance(seed);
  const last = outcome.leaves ? outcome.leaves.after : sessions - 1;
  const open = Array.from({ length: sessions }, (_, at) => at + 1).filter((number) => number > 1 && number <= last);
  const missed = from.shuffled(open).slice(0, from.pick(outcome.leaves || sessions < 10 ? [0, 1] : [0, 0, 1, 1, 2, 3]));
  const caughtUp = missed.length > 0 && !outcome.leaves && from.isSo(0.45) ? { caughtUp: missed[0]! } : {};
  return { ...outcome, missed, ...caughtUp };
}

/** Everybody's fate, in an order of chance that is the same each time. */
export const fatesOf = (outcomes: readonly (readonly [number, Outcome])[], seed: number, sessions = 10): Fate[] =>
  chance(seed)
    .shuffled(outcomes.flatMap(([count, outcome]) => Array.from({ length: count }, () => outcome)))
    .map((outcome, at) => withAbsences(outcome, seed * 1000 + at, sessions));
