import { shown, shownEstimate, shownP } from "../../statistics/display.ts";
import type { MaybeInterval } from "../../statistics/paired-t.ts";
import type { ReportInput, ReportLine, ReportSection } from "./analyse-report-parts.ts";

function tLine({ result: { t_test, null_reasons } }: ReportInput): ReportLine {
  if (t_test.t === null) return { label: "Paired t", value: null_reasons?.t_test ?? "not available" };
  return { label: "Paired t", value: `t ${shown(t_test.t, 2)}, df ${t_test.df}, p ${shownP(t_test.p_two_sided)}` };
}

function rankLines({ result, decimals }: ReportInput): ReportLine[] {
  const { wilcoxon, hodges_lehmann: typical } = result;
  if (!wilcoxon || wilcoxon.n_used === 0) return [{ label: "Wilcoxon", value: "all changes are zero" }];
  const exact = wilcoxon.p_exact !== null;
  const p = shownP(exact ? wilcoxon.p_exact : wilcoxon.p_normal_cc);
  const interval = [typical.low, typical.high] as MaybeInterval;
  return [
    { label: "Wilcoxon", value: `p ${p}${exact ? ", exact" : ""}; ${wilcoxon.n_zero} without change` },
    { label: "Hodges-Lehmann", value: shownEstimate(typical.estimate, interval, decimals) },
  ];
}

/** Tests and correlation, below the numbers that matter; never in the headline (docs/rules/statistics.md 2.12). */
export function technicalSection(input: ReportInput): ReportSection {
  const r = { label: "Correlation before with after", value: shown(input.result.correlation.pearson_r, 2) };
  return { heading: "For statisticians", lines: [tLine(input), ...rankLines(input), r], notes: [] };
}
