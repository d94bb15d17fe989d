import type { Needs } from "../referral/carried.ts";
import type { Change } from "../referral/referral.ts";

/** What can be changed after a referral was sent: why now, and what the carer needs to come. */
export type Amendable = { reason: string; needs: Needs };

type Wording = (name: keyof Needs, needs: Needs) => string;

/**
 * What an amendment changes, a line a fact: its label, before, after, in words. Empty when nothing is different, and then there is
 * nothing to amend.
 */
export function changesBetween(
  before: Amendable,
  after: Amendable,
  labels: Readonly<Record<keyof Needs, string>>,
  inWords: Wording,
): Change[] {
  const reason: Change[] =
    before.reason === after.reason ? [] : [{ label: "Why now", before: before.reason, after: after.reason }];
  const names = Object.keys(labels) as (keyof Needs)[];
  const needs = names
    .filter((name) => before.needs[name] !== after.needs[name])
    .map((name) => ({
      label: labels[name],
      before: inWords(name, before.needs),
      after: inWords(name, after.needs),
    }));
  return [...reason, ...needs];
}
