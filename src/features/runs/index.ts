/** What other features may use of runs: who is on them, their dates, what is to be done about registers and absences. */

export { DECIDED_BY, isServiceReason, LEFT_REASONS, type LeftReason } from "../../domain/leaving-reasons.ts";
export { doseOf, type MarkRow, missedInARow } from "./delivery/attendance.ts";
export { listMarksOfEnrolment, listMarksOfRun } from "./delivery/attendance-queries.ts";
export { type Completion, completionOf } from "./delivery/completion.ts";
export { OUTCOMES, type Outcome } from "./delivery/enrolment.ts";
export {
  type Enrolment,
  findEnrolment,
  listEnrolments,
  listEnrolmentsOfReferral,
} from "./delivery/enrolment-queries.ts";
export { ABSENCE_REASONS } from "./delivery/register-words.ts";
export { type Run, type Viability, viabilityOf } from "./delivery/run.ts";
export { findRun, listRunStaff, listRuns, type RunRow } from "./delivery/run-queries.ts";
export type { Session } from "./delivery/session.ts";
export { listSessions, listToday, registersToFinish, type UnfinishedRegister } from "./delivery/session-queries.ts";
export { enrolmentPaths, runPaths, sessionPaths, waitingPaths } from "./paths.ts";
export { findPerson as findPersonOnRun } from "./person/person-facts-queries.ts";
export { completionSaid } from "./person/person-page.ts";
export { type ComingGroup, listComingGroups } from "./planning/coming-queries.ts";
export { listQuietPeople, type QuietPerson } from "./register/quiet-queries.ts";
export { listAbsenceTasks, type OpenTask } from "./register/task-queries.ts";
export { viabilityTag } from "./show/run-page.ts";
