/** What other features may use of assessments: their schedule, what is due, the grid of a run, and what changed. */

export { answersOf } from "./assessment/answer-queries.ts";
export {
  type Assessment,
  type AssessmentState,
  byOccasion,
  NOT_COLLECTED,
  STATES,
  type StoredScore,
  timepointSaid,
} from "./assessment/assessment.ts";
export { findAssessment, listOfEnrolment, listOfRun } from "./assessment/assessment-queries.ts";
export { totalsIn } from "./assessment/typed-totals.ts";
export { changePage, improvementSaid } from "./change/change-page.ts";
export { changesOf, type MeasureChange, type ScaleChange, scoresForReferrer } from "./change/change-queries.ts";
export { countOpenSince } from "./doubts/open-keyings-queries.ts";
export { recordAttempt } from "./follow-up/attempt-queries.ts";
export { type BothDone, bothDone } from "./follow-up/both-done-queries.ts";
export type { DueFilter, DuePack } from "./follow-up/due.ts";
export { countDue, listDuePacks } from "./follow-up/due-queries.ts";
export { rateSaid } from "./follow-up/follow-up-page.ts";
export { type Grid, type GridCell, gridForRun } from "./follow-up/grid-queries.ts";
export { wrongNumber } from "./follow-up/wrong-number-routes.ts";
export { assessmentPaths } from "./paths.ts";
export { type Followed, followToRun, withdrawUntouched } from "./schedule/following-queries.ts";
export { moveOnAttendance, moveOnLeaving, moveWindows } from "./schedule/moving-queries.ts";
export { type Enrolling, scheduleAtEnrolment } from "./schedule/scheduling-queries.ts";
export { type MovedBack, moveOnTakingBack } from "./schedule/taking-back-queries.ts";
export { sideSaid } from "./scoring/made-again-page.ts";
export { madeBySaid } from "./scoring/rescoring.ts";
export type { MovedScore, NotScored } from "./scoring/rescoring-queries.ts";
export { type RescoringStep, scoreAgainInSteps } from "./scoring/rescoring-steps-queries.ts";
export { countWaiting, type Installed, installedMeasures } from "./scoring/waiting-queries.ts";
