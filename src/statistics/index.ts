export { attrition } from "./attrition.ts";
export { type Caveat, caveatsOf } from "./caveats.ts";
export type { Norm } from "./change-moments.ts";
export { type Category, type Classified, categoryOf, classify, clinicalChange, fourIndices } from "./classification.ts";
export { pearson } from "./correlation.ts";
export { counts } from "./counts.ts";
export {
  type ClinicalSide,
  type CrossingTable,
  type Cutoff,
  computedCutoffs,
  crossingTable,
  isCase,
} from "./cutoffs.ts";
export { type Description, describe } from "./descriptives.ts";
export { direction } from "./direction.ts";
export { decimalsFor, shown, shownEstimate, shownInterval, shownP, shownProportion } from "./display.ts";
export { type Audience, type DisplayTier, displayTier } from "./display-tier.ts";
export { type EffectSizes, effectSizes, type HeadlineEffect, headlineEffect } from "./effect-sizes.ts";
export { type McNemar, mcnemar } from "./mcnemar.ts";
export { minimalImportant } from "./minimal-important.ts";
export { type MaybeInterval, type PairedChange, pairedChange } from "./paired-t.ts";
export { analysePrePost, type PrePostResult } from "./prepost.ts";
export type { PrePostConfig } from "./prepost-config.ts";
export {
  leastWholePoints,
  type ReliableChangeRecord,
  type ReliableThreshold,
  type ReliableVerdict,
  reliableChangeThreshold,
  reliableVerdict,
} from "./reliable-change.ts";
export { type Direction, type MatchedScores, matchScores, type ScorePair } from "./scores.ts";
export { sensitivity } from "./sensitivity.ts";
export { type Proportion, wilson } from "./wilson.ts";
