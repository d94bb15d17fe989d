/** Largest number of ranks for which the exact null distribution is used (docs/rules/statistics.md 2.3). */
export const EXACT_LIMIT = 200;

/**
 * Null distribution of the signed-rank sum over all sign flips of these ranks: chances[w] = P(sum of the doubled ranks
 * that came out positive = w). Ranks are given doubled, so that midranks are whole and ties are exact. Dynamic
 * programming: each rank is in or out with chance 1/2. Range: up to 200 ranks. Error: relative 1e-14.
 */
export function signedRankChances(doubledRanks: readonly number[]): Float64Array {
  const total = doubledRanks.reduce((sum, rank) => sum + rank, 0);
  const chances = new Float64Array(total + 1);
  chances[0] = 1;
  let reached = 0;
  for (const rank of doubledRanks) {
    reached += rank;
    for (let w = reached; w >= 0; w--) chances[w] = 0.5 * (chances[w]! + (w >= rank ? chances[w - rank]! : 0));
  }
  return chances;
}

/** P(W <= w) where `w` is counted in doubled ranks. */
export function chanceAtMost(chances: Float64Array, doubled: number): number {
  let sum = 0;
  for (let w = 0; w <= doubled && w < chances.length; w++) sum += chances[w]!;
  return Math.min(1, sum);
}

/** The doubled ranks of n numbers without ties: 2, 4, ..., 2n. */
export const doubledRanksTo = (n: number): number[] => Array.from({ length: n }, (_, i) => 2 * (i + 1));

/** Smallest w with P(W <= w) >= p for n untied ranks, as R's qsignrank. Range: 1 <= n <= 200. */
export function signedRankQuantile(p: number, n: number): number {
  const chances = signedRankChances(doubledRanksTo(n));
  let sum = 0;
  for (let w = 0; 2 * w < chances.length; w++) {
    sum += chances[2 * w]!;
    if (sum >= p) return w;
  }
  return (n * (n + 1)) / 2;
}
