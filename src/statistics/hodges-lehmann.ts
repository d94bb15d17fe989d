import { Z95 } from "./numerics/normal.ts";
import { kthPairSum } from "./numerics/pair-sums.ts";
import { EXACT_LIMIT, signedRankQuantile } from "./numerics/signed-rank.ts";
import { sorted } from "./numerics/sums.ts";

/** Fewer changes than this have no 95% interval: even the widest one would miss more often than 1 in 20. */
const FEWEST_FOR_INTERVAL = 6;

export type HodgesLehmann = {
  estimate: number | null;
  low: number | null;
  high: number | null;
  k: number | null;
  k_rule: string | null;
};

/** Which Walsh average from either end bounds the interval, and by what rule. */
function intervalRank(n: number): { k: number; k_rule: string } {
  if (n <= EXACT_LIMIT) {
    return { k: Math.max(1, signedRankQuantile(0.025, n)), k_rule: "exact: k = max(1, qsignrank(0.025, n))" };
  }
  const mu = (n * (n + 1)) / 4;
  const sigma = Math.sqrt((n * (n + 1) * (2 * n + 1)) / 24);
  return { k: Math.max(1, Math.ceil(mu - Z95 * sigma - 0.5)), k_rule: "normal: k = max(1, ceil(mu - z*sigma - 0.5))" };
}

/** Median of all n(n+1)/2 Walsh averages (d_i + d_j)/2 with i <= j. */
function medianWalsh(inOrder: Float64Array): number {
  const averages = (inOrder.length * (inOrder.length + 1)) / 2;
  const upper = kthPairSum(inOrder, Math.floor(averages / 2) + 1);
  return averages % 2 === 1 ? upper / 2 : (kthPairSum(inOrder, averages / 2) + upper) / 4;
}

/**
 * Hodges-Lehmann estimate of the typical improvement, zeros included, with the 95% interval that belongs to the
 * signed-rank test. Walsh averages are selected by counting, never listed: memory grows with n, not with its square.
 * Source: docs/rules/statistics.md 2.3 and decision 11.
 */
export function hodgesLehmann(improvement: readonly number[]): HodgesLehmann {
  const n = improvement.length;
  if (n === 0) return { estimate: null, low: null, high: null, k: null, k_rule: null };
  const inOrder = sorted(improvement);
  const estimate = medianWalsh(inOrder);
  if (n < FEWEST_FOR_INTERVAL) {
    return { estimate, low: null, high: null, k: null, k_rule: "n<6: no 95% interval exists" };
  }
  const { k, k_rule } = intervalRank(n);
  const fromTop = (n * (n + 1)) / 2 + 1 - k;
  return { estimate, low: kthPairSum(inOrder, k) / 2, high: kthPairSum(inOrder, fromTop) / 2, k, k_rule };
}
