/** What other features may use of offers. An accepted parenting or CBT offer is what a referral starts from. */
export type { Offer, OfferEvent, OfferHistory, OfferState, Support } from "./offer.ts";
export {
  isOpen,
  moveTo,
  NO_REPLY_DAYS,
  NOT_OFFERED_REASONS,
  OFFER_STATES,
  reasonSaid,
  SUPPORT_CODES,
  SUPPORTS,
  SUPPORTS_TO_CARER,
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
