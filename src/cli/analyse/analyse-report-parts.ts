import { shownProportion } from "../../statistics/display.ts";
import type { DisplayTier } from "../../statistics/display-tier.ts";
import type { PrePostResult } from "../../statistics/prepost.ts";
import type { Proportion } from "../../statistics/wilson.ts";
import type { AnalysisConfig } from "./analyse-config.ts";

/** A line of a report: what it is, and its value in words. */
export type ReportLine = { label: string; value: string };
export type ReportSection = { heading: string; lines: ReportLine[]; notes: string[] };

export type Report = {
  title: string;
  about: ReportLine[];
  sections: ReportSection[];
  caveats: string[];
};

/** What every section needs: the result, its settings, what may be shown, and how many decimals the scale has. */
export type ReportInput = {
  result: PrePostResult;
  config: AnalysisConfig;
  tier: DisplayTier;
  decimals: 1 | 2;
};

/** "17 of 52", with the percentage and its interval only where there are enough pairs for one. */
export const share = (proportion: Proportion, tier: DisplayTier): string =>
  tier.percentages ? shownProportion(proportion) : `${proportion.x} of ${proportion.n}`;
