import { tQuantile, tTwoSided } from "./numerics/student-t.ts";
import { mean, standardDeviation } from "./numerics/sums.ts";
import { hasSpread } from "./scores.ts";

/** A 95% (or other) interval; both ends null where there is none. */
export type MaybeInterval = [number, number] | [null, null];

export const NO_INTERVAL: MaybeInterval = [null, null];

export type PairedChange = {
  mean: number | null;
  se: number | null;
  t: number | null;
  df: number | null;
  p_two_sided: number | null;
  ci95: MaybeInterval;
  ci90: MaybeInterval;
};

/** mean -+ t quantile * se: the interval that leaves `tail` out on each side. */
export function tInterval(centre: number, se: number, df: number, tail: number): [number, number] {
  const reach = tQuantile(1 - tail, df) * se;
  return [centre - reach, centre + reach];
}

/**
 * Mean improvement with its paired t test and intervals. No pairs: all null. One pair: the mean only. No spread of
 * change: mean and se = 0, no test and no interval. p may underflow to 0: show it as "<0.001" (docs/rules/statistics.md 2.2).
 */
export function pairedChange(improvement: readonly number[]): PairedChange {
  const n = improvement.length;
  const centre = mean(improvement);
  const sd = standardDeviation(improvement);
  const untested = (se: number | null, df: number | null): PairedChange => ({
    mean: centre,
    se,
    t: null,
    df,
    p_two_sided: null,
    ci95: NO_INTERVAL,
    ci90: NO_INTERVAL,
  });
  if (centre === null) return untested(null, null);
  if (sd === null) return untested(null, 0);
  if (!hasSpread(sd)) return untested(0, n - 1);
  const se = sd / Math.sqrt(n);
  const df = n - 1;
  return {
    mean: centre,
    se,
    t: centre / se,
    df,
    p_two_sided: tTwoSided(centre / se, df),
    ci95: tInterval(centre, se, df, 0.025),
    ci90: tInterval(centre, se, df, 0.05),
  };
}
