import { mean, median, standardDeviation } from "./numerics/sums.ts";
import type { MatchedScores } from "./scores.ts";

export type Description = {
  n: number;
  mean: number | null;
  sd: number | null;
  median: number | null;
  min: number | null;
  max: number | null;
};

/** n, mean, SD (divisor n-1), median, least and greatest of a list; null where the list is too short for it. */
export function describe(xs: readonly number[]): Description {
  const empty = xs.length === 0;
  return {
    n: xs.length,
    mean: mean(xs),
    sd: standardDeviation(xs),
    median: median(xs),
    min: empty ? null : xs.reduce((least, x) => Math.min(least, x)),
    max: empty ? null : xs.reduce((greatest, x) => Math.max(greatest, x)),
  };
}

/** Descriptions of the matched, of everybody, and of those with a first score only. */
export function descriptives(scores: MatchedScores) {
  return {
    pre_matched: describe(scores.pre),
    post_matched: describe(scores.post),
    pre_all: describe(scores.preAll),
    pre_of_pre_only: describe(scores.preOnly),
    post_all: describe(scores.postAll),
    change_raw: describe(scores.rawChange),
    improvement: describe(scores.improvement),
  };
}
