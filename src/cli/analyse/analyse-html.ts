import { pairedLinesChart } from "../../charts/paired-lines-chart.ts";
import { scatterChart } from "../../charts/scatter-chart.ts";
import { decimalsFor } from "../../statistics/display.ts";
import { displayTier, FEWEST_FOR_MEANS } from "../../statistics/display-tier.ts";
import type { PrePostResult } from "../../statistics/prepost.ts";
import type { ScorePair } from "../../statistics/scores.ts";
import { render } from "../../web/views.ts";
import type { AnalysisConfig } from "./analyse-config.ts";
import type { Report } from "./analyse-report-parts.ts";

const isMatched = (pair: ScorePair): pair is { pre: number; post: number } => pair.pre !== null && pair.post !== null;

/** Charts of the matched pairs, from 10 pairs on: they show every score, and never whose it is. */
function charts(records: readonly ScorePair[], { rci, cutoff_used }: PrePostResult, { dir }: AnalysisConfig) {
  const pairs = records.filter(isMatched);
  if (!displayTier(pairs.length, "evaluator").individualCharts) return {};
  const common = { pairs, dir, scale: "Score" };
  const reliablePoints = rci?.rci95.threshold ?? null;
  const decimals = decimalsFor(pairs.flatMap(({ pre, post }) => [pre, post]));
  return {
    scatter: scatterChart({ ...common, id: "scatter", reliablePoints, cutoff: cutoff_used?.value ?? null }),
    lines: pairedLinesChart({ ...common, id: "paired-lines", decimals }),
  };
}

/** The view model of the page: the report, and the charts or why there are none. */
export function analysisPage(
  report: Report,
  records: readonly ScorePair[],
  result: PrePostResult,
  config: AnalysisConfig,
) {
  const noCharts = `Charts of single people are drawn from ${FEWEST_FOR_MEANS} pairs on.`;
  return { ...report, noCharts, ...charts(records, result, config) };
}

/** One self-contained page: no script, nothing fetched, no id of anybody. */
export const reportPage = (...parts: Parameters<typeof analysisPage>): string =>
  render("@analysis/page", analysisPage(...parts));
