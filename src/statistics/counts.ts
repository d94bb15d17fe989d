import type { MatchedScores } from "./scores.ts";
import { type Proportion, wilson } from "./wilson.ts";

export type Counts = {
  n_records: number;
  n_pre: number;
  n_post: number;
  n_matched: number;
  n_pre_only: number;
  n_post_only: number;
  n_neither: number;
  matched_of_pre: Proportion;
};

/** Who has both scores, one, or neither. Always shown first (docs/rules/statistics.md 2.1). */
export function counts(scores: MatchedScores): Counts {
  const matched = scores.pre.length;
  return {
    n_records: scores.records,
    n_pre: scores.preAll.length,
    n_post: scores.postAll.length,
    n_matched: matched,
    n_pre_only: scores.preOnly.length,
    n_post_only: scores.postAll.length - matched,
    n_neither: scores.neither,
    matched_of_pre: wilson(matched, scores.preAll.length),
  };
}
