import type { ClinicalSide } from "../../statistics/cutoffs.ts";
import { shown, shownEstimate, shownP, shownProportion } from "../../statistics/display.ts";
import type { ReliableChange } from "../../statistics/reliable-change.ts";
import type { ReportInput, ReportSection } from "./analyse-report-parts.ts";

const WORDS_OF_SIDE: Record<ClinicalSide, (value: number) => string> = {
  ge: (value) => `${value} or more`,
  gt: (value) => `above ${value}`,
  le: (value) => `${value} or less`,
  lt: (value) => `below ${value}`,
};

/** Whole points where the scale has them, with the threshold that they pass. */
function thresholdWords({ rci95 }: ReliableChange, decimals: number): string {
  const threshold = shown(rci95.threshold, decimals);
  return decimals === 1
    ? `a change of ${rci95.min_integer_points} points or more (threshold ${threshold})`
    : `a change of more than ${threshold} points`;
}

function reliableSection({ result, decimals }: ReportInput, rci: ReliableChange): ReportSection {
  const { rci80, rci90, rci95 } = rci;
  const lines = [
    { label: "Reliable is", value: thresholdWords(rci, decimals) },
    { label: "Reliably better", value: shownProportion(rci95.p_improved) },
    { label: "No reliable change", value: `${rci95.n_unchanged} of ${rci95.p_improved.n}` },
    { label: "Reliably worse", value: shownProportion(rci95.p_deteriorated) },
    { label: "May have changed, 90%", value: `${rci90.n_improved} better, ${rci90.n_deteriorated} worse` },
    { label: "May have changed, 80%", value: `${rci80.n_improved} better, ${rci80.n_deteriorated} worse` },
  ];
  const notes = [
    `Jacobson and Truax at 95%: SD ${rci.sd_used.toPrecision(3)}, reliability ${rci.reliability}.`,
    "A to D: reliable improvement, by what is made of the missing. B and C are conventions, not estimates.",
  ];
  return { heading: "Reliable change", lines: [...lines, ...missingLines(result)], notes };
}

/** The four lines that stand together under reliable improvement (docs/rules/statistics.md 3.1). */
function missingLines({ sensitivity }: ReportInput["result"]) {
  if (!sensitivity) return [];
  const [worst, best] = sensitivity.bounds_worst_best.map((bound) => `${shown(bound * 100, 0)}%`);
  return [
    { label: "A. Of those with both", value: shownProportion(sensitivity.reliable_improvement_matched) },
    {
      label: "B. Of everyone, missing as not",
      value: shownProportion(sensitivity.reliable_improvement_missing_as_not),
    },
    { label: "C. If none, or all, missing had", value: `${worst} to ${best}` },
    { label: "D. Last session carried", value: "needs session scores, which two columns do not hold" },
  ];
}

function clinicalRangeSection({ result, tier }: ReportInput): ReportSection[] {
  const { cutoff_used: used, nhs_style: indices, csc, mcnemar } = result;
  if (!used || !mcnemar) return [];
  const range = { label: "Clinical range", value: WORDS_OF_SIDE[used.clinical_when](used.value) };
  const crossing = [
    { label: "In it before", value: `${mcnemar.case_case + mcnemar.case_noncase} of ${mcnemar.n}` },
    { label: "In it after", value: `${mcnemar.case_case + mcnemar.noncase_case} of ${mcnemar.n}` },
  ];
  const four = indices && [
    { label: "Reliable improvement", value: shownProportion(indices.reliable_improvement) },
    { label: "Recovery", value: `${shownProportion(indices.recovery)} in the range before` },
    { label: "Reliable recovery", value: `${shownProportion(indices.reliable_recovery)} in the range before` },
    { label: "Reliable deterioration", value: shownProportion(indices.reliable_deterioration) },
  ];
  const worse = csc && [{ label: "Reliably worse, now in the range", value: `${csc.harmed} of ${mcnemar.n}` }];
  const lines = [range, ...crossing, ...(four ?? []), ...(worse ?? []), ...(tier.fullTests ? testLines(mcnemar) : [])];
  return [{ heading: "Crossing the cut-off", lines, notes: [] }];
}

function testLines({ reduction_in_cases: fall, p_midp }: NonNullable<ReportInput["result"]["mcnemar"]>) {
  const interval: [number, number] = [fall.low * 100, fall.high * 100];
  return [
    {
      label: "Fall in the share of cases",
      value: `${shownEstimate(fall.estimate * 100, interval, 0)} percentage points`,
    },
    { label: "McNemar, mid-p", value: `p ${shownP(p_midp)}` },
  ];
}

function importantSection({ result: { mid } }: ReportInput): ReportSection[] {
  if (!mid) return [];
  const lines = [
    { label: `Better by ${mid.mid} or more`, value: shownProportion(mid.p_improved_ge_mid) },
    { label: `Worse by ${mid.mid} or more`, value: `${mid.n_worse_ge_mid} of ${mid.p_improved_ge_mid.n}` },
  ];
  return [
    {
      heading: "Change that matters to people",
      lines,
      notes: ["By the minimal important difference in the settings."],
    },
  ];
}

/** Reliable change, the cut-off and the minimal important difference: what the settings allow, and why not otherwise. */
export function clinicalSections(input: ReportInput): ReportSection[] {
  const { rci, null_reasons } = input.result;
  const reason = null_reasons?.rci;
  const missing = reason
    ? [{ heading: "Reliable change", lines: [{ label: "Not available", value: reason }], notes: [] }]
    : [];
  return [
    ...(rci ? [reliableSection(input, rci)] : missing),
    ...clinicalRangeSection(input),
    ...importantSection(input),
  ];
}
