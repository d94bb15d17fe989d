/** What other features may use of assessments: their schedule, what is due, the grid of a run, and what changed. */
export { type Assessment, type AssessmentState, byOccasion, STATES, timepointSaid } from "./assessment.ts";
export { listOfEnrolment, listOfRun } from "./assessment-queries.ts";
export { countDue } from "./due-queries.ts";
export { assessmentPaths } from "./paths.ts";
export { type Enrolling, moveOnLeaving, moveWindows, scheduleAtEnrolment } from "./scheduling-queries.ts";
