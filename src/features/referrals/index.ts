/** What other features may use of referrals. */
export { DRAFT_DAYS, NOTICE_DAYS } from "./draft-keeping.ts";
export { deleteDraft, type ForgottenDraft, listForgottenDrafts } from "./draft-keeping-queries.ts";
export { type LoggedEvent, listEvents } from "./event-queries.ts";
export { countReferrals } from "./list-queries.ts";
export { moveReferral, type RunVerb, stateAfter, takeEndingBack } from "./move-queries.ts";
export { referralPaths } from "./paths.ts";
export type { Referral, ReferralEvent } from "./referral.ts";
export {
  findOpenReferral,
  findReferral,
  type ReferralFound,
  visibleTo as visibleReferrals,
} from "./referral-queries.ts";
export {
  isOpen,
  mayBe,
  type ReferralState,
  STATES,
  SUITABILITIES,
  type Suitability,
  type Verb,
} from "./states.ts";
export { stateBefore, stepSaid } from "./taking-back.ts";
export { type WaitingFilter, type WaitingReferral, waitingFor, waitingUnshared } from "./waiting-queries.ts";
