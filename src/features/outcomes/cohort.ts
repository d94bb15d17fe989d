import { type CrossingTable, type Cutoff, crossingTable } from "../../statistics/cutoffs.ts";
import { type Description, describe } from "../../statistics/descriptives.ts";
import { type DisplayTier, displayTier } from "../../statistics/display-tier.ts";
import { type HeadlineEffect, headlineEffect } from "../../statistics/effect-sizes.ts";
import { type PairedChange, pairedChange } from "../../statistics/paired-t.ts";
import { type ReliableThreshold, reliableVerdict } from "../../statistics/reliable-change.ts";
import { cleaned, type Direction, EPSILON } from "../../statistics/scores.ts";
import { type Sensitivity, sensitivity } from "../../statistics/sensitivity.ts";
import { type Proportion, wilson } from "../../statistics/wilson.ts";

/**
 * One person on one scale: the score before, the score after, and why two scores are no pair, where they are none. `pending`:
 * the last questionnaire can still be answered in its window, so that nothing is missing yet.
 */
export type ScaleRecord = {
  pre: number | null;
  post: number | null;
  refused: string | null;
  modeChanged: boolean;
  pending: boolean;
};

/** What is needed to read one scale: its direction, threshold and cut-off, each from the measure's definition. */
export type ScaleFacts = {
  dir: Direction;
  threshold: ReliableThreshold | null;
  cutoff: Cutoff | null;
};

export type Counts = { both: number; beforeOnly: number; afterOnly: number; neither: number; pending: number };

/** Everything that a cohort page says of one scale, unrounded; what may be shown is the tier's to say. */
export type ScaleOutcome = {
  counts: Counts;
  /** Two scores that are no pair: other informant, other edition, other form. Counted as before only. */
  notPaired: number;
  modeChanged: number;
  tier: DisplayTier;
  before: Description;
  after: Description;
  beforeOfLost: Description;
  change: PairedChange;
  effect: HeadlineEffect;
  better: number;
  same: number;
  worse: number;
  reliable: { improved: Proportion; deteriorated: Proportion; none: number; lines: Sensitivity } | null;
  crossing: (CrossingTable & { recovered: Proportion }) | null;
  pairs: { pre: number; post: number }[];
};

type Pair = { pre: number; post: number };

const isPair = (record: ScaleRecord): record is ScaleRecord & Pair =>
  record.pre !== null && record.post !== null && record.refused === null;

function countsOf(records: readonly ScaleRecord[], both: number, pending: number): Counts {
  const before = records.filter(({ pre }) => pre !== null).length;
  const afterOnly = records.filter(({ pre, post }) => pre === null && post !== null).length;
  return { both, beforeOnly: before - both, afterOnly, neither: records.length - before - afterOnly, pending };
}

/**
 * One scale of a cohort: who has which score, and for those with both the mean improvement with its interval, the effect
 * size, and how many changed reliably or crossed the cut-off. Improvement is positive whatever the direction. Nothing here
 * says what caused it. Source: docs/rules/statistics.md 1.2, 1.5, 2.1, 2.2, 2.4, 3.1.
 */
export function scaleOutcome(all: readonly ScaleRecord[], facts: ScaleFacts): ScaleOutcome {
  const records = all.filter(({ pending }) => !pending);
  const matched = records.filter(isPair);
  const pairs = matched.map(({ pre, post }) => ({ pre, post }));
  const [pre, post] = [pairs.map((pair) => pair.pre), pairs.map((pair) => pair.post)];
  const improvement = pairs.map((pair) => cleaned(facts.dir * (pair.post - pair.pre)));
  const lost = records.filter((record) => record.pre !== null && !isPair(record)).map((record) => record.pre!);
  const better = improvement.filter((d) => d > EPSILON).length;
  const worse = improvement.filter((d) => d < -EPSILON).length;
  return {
    counts: countsOf(records, pairs.length, all.length - records.length),
    notPaired: records.filter(
      ({ refused, pre: before, post: after }) => refused !== null && before !== null && after !== null,
    ).length,
    modeChanged: matched.filter(({ modeChanged }) => modeChanged).length,
    tier: displayTier(pairs.length, "evaluator"),
    before: describe(pre),
    after: describe(post),
    beforeOfLost: describe(lost),
    change: pairedChange(improvement),
    effect: headlineEffect(pre, post, improvement),
    better,
    worse,
    same: pairs.length - better - worse,
    reliable:
      facts.threshold && pairs.length > 0 ? reliableOf(improvement, facts.threshold, pairs.length + lost.length) : null,
    crossing: facts.cutoff && pairs.length > 0 ? crossingOf(pre, post, improvement, facts) : null,
    pairs,
  };
}

function reliableOf(
  improvement: readonly number[],
  threshold: ReliableThreshold,
  withBefore: number,
): ScaleOutcome["reliable"] {
  const verdicts = improvement.map((d) => reliableVerdict(d, threshold));
  const count = (wanted: string) => verdicts.filter((verdict) => verdict === wanted).length;
  const [improved, deteriorated] = [count("improved"), count("deteriorated")];
  return {
    improved: wilson(improved, improvement.length),
    deteriorated: wilson(deteriorated, improvement.length),
    none: improvement.length - improved - deteriorated,
    lines: sensitivity(improvement, improved, withBefore),
  };
}

/** Recovered: reliably better, a case before and none after; of those who were cases before (docs/rules/statistics.md 1.5). */
function crossingOf(
  pre: readonly number[],
  post: readonly number[],
  improvement: readonly number[],
  facts: ScaleFacts,
): ScaleOutcome["crossing"] {
  const table = crossingTable(pre, post, facts.cutoff!);
  const left = (i: number) => crossingTable([pre[i]!], [post[i]!], facts.cutoff!).case_noncase === 1;
  const reliably = (i: number) =>
    facts.threshold === null || reliableVerdict(improvement[i]!, facts.threshold) === "improved";
  const recovered = pre.filter((_, i) => left(i) && reliably(i)).length;
  return { ...table, recovered: wilson(recovered, table.case_case + table.case_noncase) };
}
