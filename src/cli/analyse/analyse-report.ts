import { caveatsOf } from "../../statistics/caveats.ts";
import { decimalsFor, NO_NUMBER, shown, shownEstimate } from "../../statistics/display.ts";
import { displayTier, FEWEST_FOR_MEANS, FEWEST_FOR_RATES, type TierName } from "../../statistics/display-tier.ts";
import type { PrePostResult } from "../../statistics/prepost.ts";
import type { ScorePair } from "../../statistics/scores.ts";
import { clinicalSections } from "./analyse-clinical.ts";
import type { AnalysisConfig } from "./analyse-config.ts";
import { type Report, type ReportInput, type ReportLine, type ReportSection, share } from "./analyse-report-parts.ts";
import { technicalSection } from "./analyse-technical.ts";

function answeredSection({ result: { counts, attrition }, tier, decimals }: ReportInput): ReportSection {
  const lines = [
    { label: "Records", value: String(counts.n_records) },
    { label: "With a first score", value: String(counts.n_pre) },
    { label: "Both scores", value: `${share(counts.matched_of_pre, tier)} with a first score` },
    { label: "First score only", value: String(counts.n_pre_only) },
    { label: "Last score only, not used", value: String(counts.n_post_only) },
    { label: "Neither", value: String(counts.n_neither) },
  ];
  const compares = attrition && tier.means && counts.n_pre_only >= 10;
  if (compares) {
    const gap = shownEstimate(attrition.baseline_diff_matched_minus_preonly, attrition.ci95, decimals);
    lines.push({ label: "First score, both less first only", value: `${gap}; SMD ${shown(attrition.smd_pooled, 2)}` });
  }
  return { heading: "Who answered", lines, notes: [] };
}

const meanAndSd = ({ mean, sd }: { mean: number | null; sd: number | null }, decimals: number) =>
  `${shown(mean, decimals)} (SD ${shown(sd, decimals)})`;

function changeSection({ result, config, tier, decimals }: ReportInput): ReportSection {
  const { t_test, descriptives, direction } = result;
  const raw = shown(descriptives.change_raw.mean, decimals);
  const n = result.counts.n_matched;
  return {
    heading: `Change, in the ${n} people with both scores`,
    lines: [
      { label: "Mean before", value: meanAndSd(descriptives.pre_matched, decimals) },
      { label: "Mean after", value: meanAndSd(descriptives.post_matched, decimals) },
      { label: "Mean improvement", value: shownEstimate(t_test.mean, t_test.ci95, decimals) },
      { label: "As scored", value: `after less before is ${raw}; ${config.dir === 1 ? "higher" : "lower"} is better` },
      { label: "Scored better", value: share(direction.p_better, tier) },
      { label: "Scored the same", value: `${direction.n_same} of ${n}` },
      { label: "Scored worse", value: share(direction.p_worse, tier) },
    ],
    notes: ["Improvement is positive, whichever way the scale runs."],
  };
}

function effectSection({ result: { effect_sizes, null_reasons } }: ReportInput): ReportSection {
  const value = shownEstimate(effect_sizes.g_pre, effect_sizes.g_pre_ci95_smcrh, 2);
  const why = effect_sizes.g_pre === null && null_reasons?.effect_sizes;
  return {
    heading: "Effect size",
    lines: [{ label: "g, in SDs before", value: why ? `${NO_NUMBER}: ${why}` : value }],
    notes: ["Hedges' g of the mean improvement over the SD before. Not to be compared with a d of change scores."],
  };
}

const SHOWN_NOW: Partial<Record<TierName, string>> = {
  "fewer-than-6": "Only counts can be shown; means and their interval need",
  counts: "Only counts can be shown; means and their interval need",
  "early-picture": "Means and their interval are shown; percentages, effect sizes and reliable change need",
};

/** Says what so few pairs allow, and how many are needed for more. */
function tierSection({ result: { counts }, tier }: ReportInput): ReportSection {
  const needed = tier.means ? FEWEST_FOR_RATES : FEWEST_FOR_MEANS;
  const notes = [
    `People with both scores: ${counts.n_matched}. ${SHOWN_NOW[tier.tier]} ${needed}.`,
    "Every number, unrounded, is in --format json.",
  ];
  return { heading: "What so few can say", lines: [], notes };
}

/** Scores of a file, without the missing. */
const everyScore = (records: readonly ScorePair[]) =>
  records.flatMap(({ pre, post }) => [pre, post]).filter((score) => score !== null);

function aboutLines({ source, licence }: AnalysisConfig): ReportLine[] {
  const told = [
    { label: "Source", value: source },
    { label: "Licence", value: licence },
  ];
  return told.flatMap(({ label, value }) => (value ? [{ label, value }] : []));
}

/**
 * An analysis in words, for a terminal or a page: who answered first, then as much as the number of pairs bears
 * (docs/rules/statistics.md 2.12, the evaluator's column), and always its caveats.
 */
export function reportOf(
  records: readonly ScorePair[],
  result: PrePostResult,
  config: AnalysisConfig,
  name: string,
): Report {
  const tier = displayTier(result.counts.n_matched, "evaluator");
  const input: ReportInput = { result, config, tier, decimals: decimalsFor(everyScore(records)) };
  const sections = [
    answeredSection(input),
    ...(tier.means ? [changeSection(input)] : []),
    ...(tier.effectSize
      ? [effectSection(input), ...clinicalSections(input), technicalSection(input)]
      : [tierSection(input)]),
  ];
  return {
    title: config.title ?? `Scores before and after: ${name}`,
    about: aboutLines(config),
    sections,
    caveats: caveatsOf(result, config).map(({ text }) => text),
  };
}
