/** Who looks. `team` and `evaluator` are inside; `external` is commissioners and learning packs. */
export type Audience = "team" | "evaluator" | "external";

export type TierName = "fewer-than-6" | "counts" | "early-picture" | "rates" | "full";

/** What may be shown for a number of matched pairs (families, where clustered). */
export type DisplayTier = {
  tier: TierName;
  counts: boolean;
  individualCharts: boolean;
  /** Mean before, after and change with the 95% interval, and "x of n better, same, worse". */
  means: boolean;
  /** Percentages with their Wilson interval. */
  percentages: boolean;
  effectSize: boolean;
  reliableChange: boolean;
  pValues: boolean;
  /** Tests of crossing the cut-off, added value, comparison of subgroups. */
  fullTests: boolean;
  badge: string | null;
  /** Pairs at which more is shown; null when everything is. */
  moreFrom: number | null;
};

export const FEWEST_FOR_COUNTS = 6;
export const FEWEST_FOR_MEANS = 10;
export const FEWEST_FOR_RATES = 20;
export const FEWEST_FOR_ALL = 30;

const TIERS: readonly (readonly [atLeast: number, tier: TierName])[] = [
  [FEWEST_FOR_ALL, "full"],
  [FEWEST_FOR_RATES, "rates"],
  [FEWEST_FOR_MEANS, "early-picture"],
  [FEWEST_FOR_COUNTS, "counts"],
  [0, "fewer-than-6"],
];

/** From how many pairs on each audience sees one mark a person: outside never, the evaluator only without id or tip. */
const CHARTS_FROM: Record<Audience, number> = {
  team: FEWEST_FOR_COUNTS,
  evaluator: FEWEST_FOR_MEANS,
  external: Number.POSITIVE_INFINITY,
};

/**
 * Which statistics are shown for so many matched pairs to this audience: nothing below 6 outside, means from 10,
 * percentages and effect sizes from 20, all from 30. Source: docs/rules/statistics.md 2.12 and decision 10.
 */
export function displayTier(pairs: number, audience: Audience): DisplayTier {
  const inside = audience !== "external";
  const rates = pairs >= FEWEST_FOR_RATES;
  return {
    tier: TIERS.find(([atLeast]) => pairs >= atLeast)?.[1] ?? "fewer-than-6",
    counts: inside || pairs >= FEWEST_FOR_COUNTS,
    individualCharts: pairs >= CHARTS_FROM[audience],
    means: pairs >= FEWEST_FOR_MEANS,
    percentages: rates,
    effectSize: rates,
    reliableChange: rates,
    pValues: rates && inside,
    fullTests: pairs >= FEWEST_FOR_ALL,
    badge: pairs >= FEWEST_FOR_MEANS && !rates ? "Small group: early picture only" : null,
    moreFrom: TIERS.map(([atLeast]) => atLeast).findLast((atLeast) => atLeast > pairs) ?? null,
  };
}
