import { pearson } from "./correlation.ts";
import { smallSampleCorrection } from "./numerics/gamma.ts";
import { mean, standardDeviation } from "./numerics/sums.ts";
import { hasSpread } from "./scores.ts";

/** Mean and SD of a reference group. */
export type Norm = { mean: number; sd: number };

/** What every effect size is made of: n pairs, mean and SD of improvement, SDs before and after, their correlation, J. */
export type ChangeMoments = {
  n: number;
  m: number;
  sd: number | null;
  s1: number | null;
  s2: number | null;
  r: number | null;
  j: number | null;
};

/** Below this many pairs neither d_rm nor a correction for small samples exists. */
const FEWEST_FOR_CORRECTION = 3;

export function changeMoments(
  pre: readonly number[],
  post: readonly number[],
  improvement: readonly number[],
): ChangeMoments {
  const n = improvement.length;
  const spread = (xs: readonly number[]) => {
    const sd = standardDeviation(xs);
    return sd === null || hasSpread(sd) ? sd : 0;
  };
  return {
    n,
    m: mean(improvement) ?? 0,
    sd: spread(improvement),
    s1: spread(pre),
    s2: spread(post),
    r: pearson(pre, post),
    j: smallSampleCorrection(n - 1),
  };
}

/** sqrt(2(1-r)): turns d_z into d_rm. Null below three pairs, or where before and after are one line. */
export function repeatedFactor({ n, r }: ChangeMoments): number | null {
  return n < FEWEST_FOR_CORRECTION || r === null || 1 - r <= 1e-9 ? null : Math.sqrt(2 * (1 - r));
}

/** Root mean square of the two SDs: the standardiser of d_av (Cumming; Algina & Keselman 2003). */
export const rootMeanSquare = (a: number, b: number): number => Math.sqrt((a * a + b * b) / 2);
