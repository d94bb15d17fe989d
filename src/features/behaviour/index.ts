/** What other features may use of behaviour checks, need assessments and decisions. */
export type { Behaviour, BehaviourItem, Challenge, HowOften, ReportedBehaviour } from "./behaviours.ts";
export { BEHAVIOUR_CODES, BEHAVIOURS, behaviourSaid, CHALLENGE, HOW_OFTEN } from "./behaviours.ts";
export type { BehaviourCheck } from "./check.ts";
export { findCheck, latestCheck, listChecks } from "./check-queries.ts";
export type { DecisionSummary, Undecided } from "./decision.ts";
export { listDecisions } from "./decision-queries.ts";
export { decisionSaid } from "./decision-said-page.ts";
export type { NeedAssessment } from "./need.ts";
export { NEEDS } from "./need.ts";
export { latestNeedAssessment, listNeedAssessments } from "./need-queries.ts";
export { behaviourPaths } from "./paths.ts";
export { ANSWERS } from "./route-rule.ts";
export { countNotAskedSince, countUndecided, listUndecided } from "./undecided-queries.ts";
