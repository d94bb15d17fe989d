/** What other features may use of referrals. */
export { type Begun, beginReferral, isPlainlyNew } from "./beginning/beginning-queries.ts";
export { findOpenReferral } from "./beginning/earlier-referral-queries.ts";
export { type ProgrammesOffered, programmeChoices } from "./beginning/programme-choices-page.ts";
export { DRAFT_DAYS, NOTICE_DAYS } from "./draft/draft-keeping.ts";
export { deleteDraft, type ForgottenDraft, listForgottenDrafts } from "./draft/draft-keeping-queries.ts";
export { countLate, type LateCounts } from "./list/explained-queries.ts";
export { countReferrals, type ReferralCounts } from "./list/list-queries.ts";
export {
  countWaiting,
  findWaiting,
  listWaiting,
  WAITING_KEY,
  type WaitingFilter,
  type WaitingReferral,
  waitingUnshared,
} from "./list/waiting-queries.ts";
export { referralPaths } from "./paths.ts";
export { listAvailability } from "./referral/carried-queries.ts";
export { type LoggedEvent, listEvents } from "./referral/event-queries.ts";
export { changeRun, moveReferral, type RunVerb, stateAfter, takeEndingBack } from "./referral/move-queries.ts";
export type { Referral, ReferralEvent } from "./referral/referral.ts";
export {
  findReferral,
  isMadeBy,
  isSentTo,
  joined,
  notLockedBy,
  type ReferralFound,
  visibleTo as visibleReferrals,
} from "./referral/referral-queries.ts";
export {
  isOpen,
  mayBe,
  type ReferralState,
  STATES,
  SUITABILITIES,
  type Suitability,
  type Verb,
} from "./referral/states.ts";
export { stateBefore, stepSaid } from "./referral/taking-back.ts";
