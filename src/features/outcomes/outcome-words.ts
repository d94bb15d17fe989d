import { HIDDEN, isTooClose, mayShowShare, shareSaid, suppressed, suppressLine } from "../../disclosure/suppression.ts";
import { decimalsFor, shown, shownEstimate, shownProportion } from "../../statistics/display.ts";
import type { ScaleOutcome } from "./cohort.ts";

/** A line of a result: what it is, and what it came to, or why it is not shown. */
export type Line = { said: string; value: string };

const NOT_YET = (n: number, least: number) =>
  `not shown: ${suppressed(n) === HIDDEN ? "fewer than 6" : n} with both, ${least} are needed`;

/**
 * Who has which questionnaire. Small counts are hidden, and a second one with them where the total would tell. How many have
 * both is said with every result, so it is not the one that goes: the funnel then hides the total.
 */
export function countLines({ counts }: ScaleOutcome): Line[] {
  const [both, beforeOnly, afterOnly, neither, pending] = suppressLine(
    [counts.both, counts.beforeOnly, counts.afterOnly, counts.neither, counts.pending],
    0,
  ).map(String);
  return [
    { said: "Both questionnaires done", value: both! },
    { said: "Before only", value: beforeOnly! },
    { said: "After only", value: afterOnly! },
    { said: "Neither", value: neither! },
    { said: "Last questionnaire can still be done, not counted yet", value: pending! },
  ];
}

/** Mean before, after and improvement with its interval; from ten pairs (docs/rules/statistics.md 2.12). */
export function meanLines(outcome: ScaleOutcome): Line[] {
  const n = outcome.pairs.length;
  if (!outcome.tier.means) return [{ said: "Mean improvement", value: NOT_YET(n, 10) }];
  const decimals = decimalsFor(outcome.pairs.flatMap(({ pre, post }) => [pre, post]));
  const { before, after, change } = outcome;
  return [
    { said: "Mean before", value: `${shown(before.mean, decimals)} (SD ${shown(before.sd, decimals)})` },
    { said: "Mean after", value: `${shown(after.mean, decimals)} (SD ${shown(after.sd, decimals)})` },
    { said: "Mean improvement", value: shownEstimate(change.mean, change.ci95, decimals) },
    {
      said: "Scored better, the same, worse",
      value: suppressLine([outcome.better, outcome.same, outcome.worse]).join(", ") + ` of ${n}`,
    },
  ];
}

/** The headline effect size, from twenty pairs. */
export function effectLine(outcome: ScaleOutcome): Line {
  const said = "Effect size (g, by the spread before)";
  if (!outcome.tier.effectSize) return { said, value: NOT_YET(outcome.pairs.length, 20) };
  return { said, value: shownEstimate(outcome.effect.estimate, outcome.effect.interval, 2) };
}

/** How many changed beyond measurement error, with the four lines that the missing call for (docs/rules/statistics.md 3.1). */
export function reliableLines(outcome: ScaleOutcome): Line[] {
  if (!outcome.reliable)
    return [{ said: "Reliable change", value: outcome.pairs.length === 0 ? "no pairs" : "no threshold available" }];
  if (!outcome.tier.reliableChange) return [{ said: "Reliably better", value: NOT_YET(outcome.pairs.length, 20) }];
  const { improved, deteriorated, lines } = outcome.reliable;
  const all = lines.reliable_improvement_missing_as_not;
  const [low, high] = lines.bounds_worst_best;
  const tellsOfFewMissing = isTooClose(all.n, improved.n);
  return [
    { said: "Reliably better", value: rate(improved) },
    { said: "Reliably worse", value: rate(deteriorated) },
    {
      said: "Reliably better, of everyone with a first score (missing counted as not)",
      value: tellsOfFewMissing ? HIDDEN : rate(all),
    },
    {
      said: "If none or all of the missing had improved",
      value:
        !tellsOfFewMissing && mayShowShare(improved.x, improved.n)
          ? `${shown(low * 100, 0)}% to ${shown(high * 100, 0)}%`
          : HIDDEN,
    },
  ];
}

const rate = (proportion: Parameters<typeof shownProportion>[0]): string =>
  mayShowShare(proportion.x, proportion.n) || proportion.x === 0 || proportion.x === proportion.n
    ? shownProportion(proportion)
    : HIDDEN;

/** Who was in the clinical range before and after. */
export function crossingLines(outcome: ScaleOutcome): Line[] {
  const { crossing } = outcome;
  if (!crossing) return [];
  if (!outcome.tier.percentages)
    return [{ said: "In the clinical range before and after", value: NOT_YET(outcome.pairs.length, 20) }];
  const n = outcome.pairs.length;
  return [
    { said: "In the clinical range before", value: shareSaid(crossing.case_case + crossing.case_noncase, n) },
    { said: "In the clinical range after", value: shareSaid(crossing.case_case + crossing.noncase_case, n) },
    {
      said: "Recovered: reliably better and out of the clinical range, of those in it before",
      value: rate(crossing.recovered),
    },
  ];
}
