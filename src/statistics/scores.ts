/** +1 where a higher score is better, -1 where a lower one is. Stored per scale. */
export type Direction = 1 | -1;

/** One record: the score before and the score after. Null is missing, and is never 0. */
export type ScorePair = { pre: number | null; post: number | null };

/** Scores are compared with thresholds to within this: 0.3 - 0.1 must equal 0.7 - 0.5 (docs/rules/statistics.md 0). */
export const EPSILON = 1e-9;

/** A standard deviation below this is none at all (docs/rules/statistics.md 2.2). */
export const NO_SPREAD = 1e-12;

/** Is there a spread to divide by? */
export const hasSpread = (sd: number | null): sd is number => sd !== null && sd >= NO_SPREAD;

/**
 * Rounds half away from zero at a number of decimals, to take the dust of binary fractions off a score. Numbers too
 * large to have that many decimals are returned as they are.
 */
export function cleaned(x: number, decimals = 12): number {
  const scale = 10 ** decimals;
  const scaled = Math.abs(x) * scale;
  if (scaled >= Number.MAX_SAFE_INTEGER) return x;
  return (Math.sign(x) * Math.floor(scaled + 0.5)) / scale + 0;
}

/** Everybody's scores, sorted by who has which. `improvement` is dir * (post - pre): positive is always better. */
export type MatchedScores = {
  records: number;
  neither: number;
  preAll: number[];
  postAll: number[];
  preOnly: number[];
  pre: number[];
  post: number[];
  rawChange: number[];
  improvement: number[];
};

/** Sorts records into matched, first score only, last score only and neither. One person is one record. */
export function matchScores(records: readonly ScorePair[], dir: Direction): MatchedScores {
  const has = (score: number | null): score is number => score !== null;
  const matched = records.filter((r): r is { pre: number; post: number } => has(r.pre) && has(r.post));
  const rawChange = matched.map((r) => cleaned(r.post - r.pre));
  return {
    records: records.length,
    neither: records.filter((r) => !has(r.pre) && !has(r.post)).length,
    preAll: records.map((r) => r.pre).filter(has),
    postAll: records.map((r) => r.post).filter(has),
    preOnly: records
      .filter((r) => !has(r.post))
      .map((r) => r.pre)
      .filter(has),
    pre: matched.map((r) => r.pre),
    post: matched.map((r) => r.post),
    rawChange,
    improvement: rawChange.map((change) => dir * change + 0),
  };
}
