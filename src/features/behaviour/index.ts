/** What other features may use of behaviour checks, need assessments and decisions. */
export type { Behaviour, BehaviourItem, Challenge, HowOften, ReportedBehaviour } from "./check/behaviours.ts";
export { BEHAVIOUR_CODES, BEHAVIOURS, behaviourSaid, CHALLENGE, HOW_OFTEN } from "./check/behaviours.ts";
export { BEHAVIOURS_TO_CARER, CHALLENGE_TO_CARER, HOW_OFTEN_TO_CARER } from "./check/carer-words.ts";
export { type BehaviourCheck, concernsRaisedBy } from "./check/check.ts";
export { findCheck, latestCheck, listChecks } from "./check/check-queries.ts";
export type { NeedAssessment } from "./check/need.ts";
export { NEEDS } from "./check/need.ts";
export type { DecisionSummary, Undecided } from "./deciding/decision.ts";
export { MONTHS_BEFORE_ASKING_AGAIN } from "./deciding/decision.ts";
export { listDecisions } from "./deciding/decision-queries.ts";
export { decisionSaid } from "./deciding/decision-said-page.ts";
export { countNotAskedSince, countUndecided, listUndecided } from "./deciding/undecided-queries.ts";
export { latestNeedAssessment, listNeedAssessments } from "./need/need-queries.ts";
export { behaviourPaths } from "./paths.ts";
export { ANSWERS } from "./rule/route-rule.ts";
