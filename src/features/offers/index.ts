/** What other features may use of offers. An accepted parenting or CBT offer is what a referral starts from. */
export { NOT_OFFERED_REASONS, SUPPORT_CODES, SUPPORTS, SUPPORTS_TO_CARER, type Support } from "../../domain/support.ts";
export { listOpenReferralsOf } from "./led-to-queries.ts";
export type { Offer, OfferEvent, OfferHistory, OfferState } from "./offer.ts";
export {
  isOpen,
  moveTo,
  NO_REPLY_DAYS,
  OFFER_STATES,
  reasonSaid,
} from "./offer.ts";
export {
  acceptedOffer,
  countWaitingOffers,
  findOffer,
  listFamilyOfferEvents,
  listOffers,
  listWaitingOffers,
  moveOffer,
  type NewOffer,
  openOffer,
} from "./offer-queries.ts";
export { offerPaths } from "./paths.ts";
