/** What other features may use of runs: who is on them, their dates, what is to be done about registers and absences. */

export { DECIDED_BY, isServiceReason, LEFT_REASONS, type LeftReason } from "../../domain/leaving-reasons.ts";
export { doseOf, type MarkRow, missedInARow } from "./attendance.ts";
export { listMarksOfEnrolment, listMarksOfRun } from "./attendance-queries.ts";
export { type Completion, completionOf } from "./completion.ts";
export { OUTCOMES, type Outcome } from "./enrolment.ts";
export { type Enrolment, findEnrolment, listEnrolments, listEnrolmentsOfReferral } from "./enrolment-queries.ts";
export { enrolmentPaths, runPaths, sessionPaths, waitingPaths } from "./paths.ts";
export { findPerson as findPersonOnRun } from "./person-facts-queries.ts";
export { completionSaid } from "./person-page.ts";
export { listQuietPeople, type QuietPerson } from "./quiet-queries.ts";
export { ABSENCE_REASONS } from "./register-words.ts";
export { type Run, type Viability, viabilityOf } from "./run.ts";
export { findRun, listRunStaff, listRuns, type RunRow } from "./run-queries.ts";
export type { Session } from "./session.ts";
export { listSessions, listToday, registersToFinish, type UnfinishedRegister } from "./session-queries.ts";
export { listAbsenceTasks, type OpenTask } from "./task-queries.ts";
