export { type Answer, type AnswerProblem, type Answers, BLANK, checkAnswers, codesOf, codesOfItem } from "./answers.ts";
export { bandOf, bandsOf, type Circumstances, defaultBandSystem, type ScoreBand } from "./bands.ts";
export { type Change, type Crossing, changeOf, type NotPaired, type ScoreAt } from "./change.ts";
export { factsOf } from "./check-facts.ts";
export {
  type AskedInWords,
  answerSetOf,
  askedInWords,
  type Definition,
  editionOf,
  type Form,
  type GoalsDefinition,
  itemsOnForm,
  type Pair,
  type RecountDefinition,
  type TotalsDefinition,
} from "./definition.ts";
export type { Informant, Provenance, Reference } from "./fact.ts";
export { formFor, pairOf } from "./form-for.ts";
export { type GoalsChange, goalsChange } from "./goals.ts";
export type { AnswerSet, Item } from "./item.ts";
export { CHANNELS, type Channel, type ChannelTerms, licenceFor } from "./licence.ts";
export { OCCASIONS, type Occasion, usualOccasions } from "./occasions.ts";
export { parseDefinition, readDefinition } from "./read-definition.ts";
export { type RatingChange, type Ratings, type Recount, ratingLabel, recountChange } from "./recount.ts";
export { allMeasures, defaultPlanOf, feedbackMeasure, measureById, measuresOfKind, ofNoCourse } from "./registry.ts";
export { hasRiskItem, type RiskAnswer, riskOf } from "./risk.ts";
export type { BandSet, CutOff, Direction, Scale } from "./scale.ts";
export type { ScaleScore, UnscoredReason } from "./scale-score.ts";
export { SCORER_VERSION, type ScoredResponse, scoreResponse } from "./score.ts";
export { type Block, bandNames, keysOfBlock, readColumns, type ScoreColumns, tablesOf } from "./score-block.ts";
export { countsSaid, provenanceLine, reasonWords, shownBand, shownScore } from "./score-words.ts";
export { compileScorer, type Scorer } from "./scorer.ts";
export { agedAcronym, allSeries, forAge, type Series, seriesAcronym, seriesById, seriesOf } from "./series.ts";
export { cutOffOf, isClinical, reliabilityOf, type Threshold, thresholdsOf } from "./thresholds.ts";
export { checkTotals, scoreTotals, type TotalProblem, type Totals, takesTotals } from "./totals.ts";
export { unverifiedBehind, unverifiedScales } from "./unverified.ts";
