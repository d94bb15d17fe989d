import { normalUpper } from "./numerics/normal.ts";
import { chanceAtMost, EXACT_LIMIT, signedRankChances } from "./numerics/signed-rank.ts";
import { cleaned } from "./scores.ts";

/** Changes are rounded to this many decimals before they are ranked, so that equal changes tie. */
const RANKING_DECIMALS = 9;

export type Wilcoxon = {
  n_pairs: number;
  n_zero: number;
  n_used: number;
  has_ties: boolean | null;
  w_plus: number;
  w_minus: number;
  p_exact: number | null;
  z_cc: number | null;
  p_normal_cc: number | null;
  z_nocc: number | null;
  p_normal_nocc: number | null;
  rank_biserial: number | null;
};

type Ranking = { doubledRanks: number[]; doubledPlus: number; tieTerm: number };

/** Midranks of |d|, doubled to stay whole; the part of them that belongs to d > 0; and the sum of t^3 - t over ties. */
function rank(changes: readonly number[]): Ranking {
  const bySize = [...changes].sort((a, b) => Math.abs(a) - Math.abs(b));
  const ranking: Ranking = { doubledRanks: [], doubledPlus: 0, tieTerm: 0 };
  for (let from = 0, to = 0; from < bySize.length; from = to) {
    while (to < bySize.length && Math.abs(bySize[to]!) === Math.abs(bySize[from]!)) to++;
    const doubled = from + 1 + to;
    for (let i = from; i < to; i++) {
      ranking.doubledRanks.push(doubled);
      if (bySize[i]! > 0) ranking.doubledPlus += doubled;
    }
    ranking.tieTerm += (to - from) ** 3 - (to - from);
  }
  return ranking;
}

/** Two-sided p over all sign flips of these very midranks: valid with ties, equal to R's exact test without. */
function exactP({ doubledRanks, doubledPlus }: Ranking): number | null {
  if (doubledRanks.length > EXACT_LIMIT) return null;
  const chances = signedRankChances(doubledRanks);
  const mirrored = chances.length - 1 - doubledPlus;
  return Math.min(1, 2 * Math.min(chanceAtMost(chances, doubledPlus), chanceAtMost(chances, mirrored)));
}

/** Normal approximation with the variance corrected for ties, with and without the continuity correction of 1/2. */
function normalTests({ doubledRanks, doubledPlus, tieTerm }: Ranking) {
  const n = doubledRanks.length;
  const sigma = Math.sqrt((n * (n + 1) * (2 * n + 1)) / 24 - tieTerm / 48);
  const away = doubledPlus / 2 - (n * (n + 1)) / 4;
  const corrected = (away - Math.sign(away) * 0.5) / sigma;
  const p = (z: number) => Math.min(1, 2 * normalUpper(Math.abs(z)));
  return { z_cc: corrected, p_normal_cc: p(corrected), z_nocc: away / sigma, p_normal_nocc: p(away / sigma) };
}

const NOTHING_TO_RANK = {
  has_ties: null,
  w_plus: 0,
  w_minus: 0,
  p_exact: null,
  z_cc: null,
  p_normal_cc: null,
  z_nocc: null,
  p_normal_nocc: null,
  rank_biserial: null,
};

/**
 * Wilcoxon signed-rank test of the improvements: zeros are dropped and counted, p exact up to 200 changes and normal
 * above (then `p_exact` is null). Null for no pairs. Source: docs/rules/statistics.md 2.3.
 */
export function wilcoxon(improvement: readonly number[]): Wilcoxon | null {
  if (improvement.length === 0) return null;
  const changes = improvement.map((d) => cleaned(d, RANKING_DECIMALS)).filter((d) => d !== 0);
  const sizes = { n_pairs: improvement.length, n_zero: improvement.length - changes.length, n_used: changes.length };
  if (changes.length === 0) return { ...sizes, ...NOTHING_TO_RANK };
  const ranking = rank(changes);
  const total = (changes.length * (changes.length + 1)) / 2;
  const plus = ranking.doubledPlus / 2;
  return {
    ...sizes,
    has_ties: ranking.tieTerm > 0,
    w_plus: plus,
    w_minus: total - plus,
    p_exact: exactP(ranking),
    ...normalTests(ranking),
    rank_biserial: (plus - (total - plus)) / total,
  };
}
