import { sumOf } from "./numerics/sums.ts";
import { type Proportion, wilson } from "./wilson.ts";

export type Sensitivity = {
  denominator_all_with_pre: number;
  missing_post: number;
  reliable_improvement_matched: Proportion;
  reliable_improvement_missing_as_not: Proportion;
  bounds_worst_best: [number, number];
  mean_improvement_missing_as_no_change: number;
};

/**
 * What the missing could do to reliable improvement: of the matched; of everyone with a first score, missing counted as
 * not improved; and the bounds if none or all of the missing had improved. A convention, not an estimate
 * (docs/rules/statistics.md 3.1). `withPre` is at least the number of matched pairs, which is at least 1.
 */
export function sensitivity(improvement: readonly number[], improved: number, withPre: number): Sensitivity {
  const matched = improvement.length;
  const missing = withPre - matched;
  return {
    denominator_all_with_pre: withPre,
    missing_post: missing,
    reliable_improvement_matched: wilson(improved, matched),
    reliable_improvement_missing_as_not: wilson(improved, withPre),
    bounds_worst_best: [improved / withPre, (improved + missing) / withPre],
    mean_improvement_missing_as_no_change: sumOf(matched, (i) => improvement[i]!) / withPre,
  };
}
