import { tQuantile, tTwoSided } from "./numerics/student-t.ts";
import { mean, standardDeviation } from "./numerics/sums.ts";
import { hasSpread, type MatchedScores } from "./scores.ts";

export type Interval = [number, number];

export type Attrition = {
  baseline_diff_matched_minus_preonly: number;
  smd_pooled: number;
  welch_t: number;
  welch_df: number;
  p_two_sided: number;
  ci95: Interval;
};

type Group = { n: number; mean: number; variance: number };

function group(xs: readonly number[]): Group | null {
  const sd = standardDeviation(xs);
  return sd === null ? null : { n: xs.length, mean: mean(xs)!, variance: hasSpread(sd) ? sd * sd : 0 };
}

/** Difference of two means with its Welch t, degrees of freedom (Satterthwaite) and 95% interval. */
function welch(a: Group, b: Group) {
  const partA = a.variance / a.n;
  const partB = b.variance / b.n;
  const difference = a.mean - b.mean;
  const se = Math.sqrt(partA + partB);
  const df = (partA + partB) ** 2 / (partA ** 2 / (a.n - 1) + partB ** 2 / (b.n - 1));
  const reach = tQuantile(0.975, df) * se;
  return { difference, t: difference / se, df, ci95: [difference - reach, difference + reach] as Interval };
}

/**
 * Were those with both scores different at the start from those with a first score only? Null unless each group has
 * two people and there is some spread. |smd| >= 0.25 is worth a warning (docs/rules/statistics.md 2.1).
 */
export function attrition(scores: MatchedScores): Attrition | null {
  const matched = group(scores.pre);
  const lost = group(scores.preOnly);
  if (!matched || !lost || matched.variance + lost.variance === 0) return null;
  const { difference, t, df, ci95 } = welch(matched, lost);
  const squares = (matched.n - 1) * matched.variance + (lost.n - 1) * lost.variance;
  return {
    baseline_diff_matched_minus_preonly: difference,
    smd_pooled: difference / Math.sqrt(squares / (matched.n + lost.n - 2)),
    welch_t: t,
    welch_df: df,
    p_two_sided: tTwoSided(t, df),
    ci95,
  };
}
