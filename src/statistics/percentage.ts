import { mean } from "./numerics/sums.ts";
import { NO_SPREAD } from "./scores.ts";

export type Percentage = {
  ratio_of_means_pct: number | null;
  mean_of_individual_pct: number | null;
  n_pre_zero_excluded: number;
};

const isZero = (x: number) => Math.abs(x) < NO_SPREAD;

/**
 * Percentage improvement: 100 mean(imp)/mean(pre), and the mean of the individual 100 imp/|pre|, which one small first
 * score can dominate and which is kept for the export only. Meaningful only on a scale with a true zero
 * (docs/rules/statistics.md 1.1); null where the divisor is 0.
 */
export function percentage(pre: readonly number[], improvement: readonly number[]): Percentage {
  const meanPre = mean(pre);
  const meanImprovement = mean(improvement);
  const individual = improvement.flatMap((gain, i) => (isZero(pre[i]!) ? [] : [(100 * gain) / Math.abs(pre[i]!)]));
  const divisible = meanPre !== null && meanImprovement !== null && !isZero(meanPre);
  return {
    ratio_of_means_pct: divisible ? (100 * meanImprovement) / meanPre + 0 : null,
    mean_of_individual_pct: mean(individual),
    n_pre_zero_excluded: pre.length - individual.length,
  };
}
