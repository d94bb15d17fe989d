import type { Availability, GoalWords, Needs } from "../referral/carried.ts";
import type { Change } from "../referral/referral.ts";

/** What can be changed after a referral was sent: every page of its draft but the agreements, which are changed on the carer's own page. */
export type Amendable = {
  child: string;
  source: string;
  askedBy: string | null;
  reason: string;
  needs: Needs;
  free: readonly Availability[];
  goals: readonly GoalWords[];
};

/** What was sent and what is typed, in words, a line a fact: the same labels in the same order. */
export type InWords = (amendable: Amendable) => readonly (readonly [label: string, text: string])[];

/**
 * What an amendment changes, a line a fact: its label, before, after, in words. Empty when nothing is different, and then there is
 * nothing to amend.
 */
export function changesBetween(before: Amendable, after: Amendable, inWords: InWords): Change[] {
  const was = inWords(before);
  return inWords(after).flatMap(([label, text], at): Change[] =>
    was[at]![1] === text ? [] : [{ label, before: was[at]![1], after: text }],
  );
}
