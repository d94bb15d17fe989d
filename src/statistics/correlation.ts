import { crossDeviations, standardDeviation } from "./numerics/sums.ts";
import { hasSpread } from "./scores.ts";

/** Pearson's r of two equally long lists; null below two pairs, or where one of the lists does not vary. */
export function pearson(xs: readonly number[], ys: readonly number[]): number | null {
  if (!hasSpread(standardDeviation(xs)) || !hasSpread(standardDeviation(ys))) return null;
  const r = crossDeviations(xs, ys) / (Math.sqrt(crossDeviations(xs, xs)) * Math.sqrt(crossDeviations(ys, ys)));
  return Math.max(-1, Math.min(1, r));
}
