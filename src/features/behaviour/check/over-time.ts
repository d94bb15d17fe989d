import { midSentence } from "../../../domain/mid-sentence.ts";
import {
  BEHAVIOUR_CODES,
  BEHAVIOURS,
  type Behaviour,
  CHALLENGE,
  HOW_OFTEN,
  type ReportedBehaviour,
} from "./behaviours.ts";
import type { BehaviourCheck } from "./check.ts";

export type OverTime = {
  checks: BehaviourCheck[];
  rows: { behaviour: Behaviour; name: string; cells: (ReportedBehaviour | null)[] }[];
};

const MOST_CHECKS = 8;

/**
 * A child's behaviours side by side over the latest checks that count, the oldest first. A behaviour that a check did
 * not report is null there: not reported, which is not the same as "not in the last 4 weeks". Never added to a total.
 */
export function overTime(checks: readonly BehaviourCheck[], childId: string): OverTime {
  const counting = checks
    .filter((check) => check.childId === childId && check.supersededById === null)
    .sort((a, b) => (a.onDay + a.id < b.onDay + b.id ? -1 : 1))
    .slice(-MOST_CHECKS);
  const reported = BEHAVIOUR_CODES.filter((code) =>
    counting.some(({ items }) => items.some((item) => item.behaviour === code)),
  );
  return {
    checks: counting,
    rows: reported.map((behaviour) => ({
      behaviour,
      name: BEHAVIOURS[behaviour],
      cells: counting.map(({ items }) => items.find((item) => item.behaviour === behaviour) ?? null),
    })),
  };
}

/** "Several times a week, quite a lot"; "not reported"; a blank part is said as not answered. */
export function cellSaid(item: ReportedBehaviour | null): string {
  if (item === null) return "not reported";
  const often = item.howOften === null ? "how often not answered" : HOW_OFTEN[item.howOften];
  const much = item.challenge === null ? "challenge not answered" : midSentence(CHALLENGE[item.challenge]);
  return `${often}; ${much}`;
}
