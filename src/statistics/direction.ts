import { normalLower } from "./numerics/normal.ts";
import { EPSILON } from "./scores.ts";
import { type Proportion, wilson } from "./wilson.ts";

export type DirectionOfChange = {
  n_better: number;
  n_same: number;
  n_worse: number;
  p_better: Proportion;
  p_worse: Proportion;
  prob_superiority_empirical: number | null;
  cles_normal: number | null;
};

/**
 * How many scored better, the same, worse ("31 of 52 scored better"), with Wilson intervals; the probability of
 * superiority (better + same/2)/n, and its normal-theory twin Phi(d_z). Source: docs/rules/statistics.md 2.5.
 */
export function direction(improvement: readonly number[], dZ: number | null): DirectionOfChange {
  const n = improvement.length;
  const better = improvement.filter((d) => d > EPSILON).length;
  const worse = improvement.filter((d) => d < -EPSILON).length;
  const same = n - better - worse;
  return {
    n_better: better,
    n_same: same,
    n_worse: worse,
    p_better: wilson(better, n),
    p_worse: wilson(worse, n),
    prob_superiority_empirical: n === 0 ? null : (better + same / 2) / n,
    cles_normal: dZ === null ? null : normalLower(dZ),
  };
}
