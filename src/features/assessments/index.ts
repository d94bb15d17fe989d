/** What other features may use of assessments: their schedule, what is due, the grid of a run, and what changed. */

export { answersOf } from "./answer-queries.ts";
export {
  type Assessment,
  type AssessmentState,
  byOccasion,
  NOT_COLLECTED,
  STATES,
  type StoredScore,
  timepointSaid,
} from "./assessment.ts";
export { findAssessment, listOfEnrolment, listOfRun } from "./assessment-queries.ts";
export { changePage, improvementSaid } from "./change-page.ts";
export { changesOf, type MeasureChange, type ScaleChange, scoresForReferrer } from "./change-queries.ts";
export type { DueFilter } from "./due.ts";
export { countDue } from "./due-queries.ts";
export { type Grid, type GridCell, gridForRun } from "./grid-queries.ts";
export { sideSaid } from "./made-again-page.ts";
export { moveOnLeaving, moveWindows } from "./moving-queries.ts";
export { assessmentPaths } from "./paths.ts";
export { madeBySaid } from "./rescoring.ts";
export type { MovedScore, NotScored } from "./rescoring-queries.ts";
export { type RescoringStep, scoreAgainInSteps } from "./rescoring-steps-queries.ts";
export { type Enrolling, scheduleAtEnrolment } from "./scheduling-queries.ts";
export { type MovedBack, moveOnTakingBack } from "./taking-back-queries.ts";
export { totalsIn } from "./typed-totals.ts";
export { countWaiting, type Installed, installedMeasures } from "./waiting-queries.ts";
