export {
  AGREEMENT_WORDING,
  AGREEMENT_WORDING_VERSION,
  type Agreement,
  latestAgreements,
  type NewAgreement,
} from "./agreements/agreement.ts";
export { hasAgreement, listAgreements, recordAgreement } from "./agreements/agreement-queries.ts";
export { nextAnswer, THREE_ANSWERS, type ThreeAnswer, threeOf } from "./agreements/all-agreements.ts";
/**
 * What other features may use of families. A provider sees a family of another organisation ("referred") from the moment
 * that a referral row names its organisation in a state other than draft.
 */
export { tellOfAnswers } from "./agreements/answers-told.ts";
export { arrangementText } from "./care/arrangement-page.ts";
export { type Contact, isSafetySaid, isTelephone, isUsable, NO_HOURS } from "./contacts/contact.ts";
export { listContacts, maskedContact, updateContact } from "./contacts/contact-queries.ts";
export { askedFamily, askedMember, lookAtMember } from "./family/asked-routes.ts";
export {
  type Arrangement,
  ageOf,
  ageText,
  arrangementOf,
  arrangementsOf,
  carersOf,
  childrenOf,
  type Family,
  firstNameOf,
  isInForce,
  nameOf,
  type Person,
  personIn,
} from "./family/family.ts";
export { type FamilyTab, familyFrame, nameAndAge } from "./family/family-frame-page.ts";
export { findFamily, findOwnFamily, findPerson } from "./family/family-queries.ts";
export {
  AGREEMENT_ANSWERS,
  AGREEMENT_HOWS,
  AGREEMENT_PURPOSES,
  type AgreementPurpose,
  ARRANGEMENT_KINDS,
  CONTACT_KINDS as CONTACT_WORDS,
  LANGUAGES,
  RELATIONSHIPS,
  SAFE,
} from "./family/family-words.ts";
export { pagination } from "./family/pages-of-list.ts";
export { factLabel, factText } from "./family/record-words.ts";
export {
  isLockedFrom,
  isOwnToOpen,
  type Lock,
  listLocks,
  lockedFor,
  mayOpenFamily,
  ownFamilies,
  ownLocks,
} from "./family/visible-queries.ts";
export { type FamilyRow, nextDue } from "./finding/family-list.ts";
export { countFamilies, listFamilies } from "./finding/list-queries.ts";
export { type Hold, type Needs, noNeeds } from "./needs/needs.ts";
export { LONGEST as LONGEST_NEEDS, needsValues, parseHold, parseNeeds, type TypedNeeds } from "./needs/needs-form.ts";
export { newHoldPage } from "./needs/needs-page.ts";
export { insertHold, liftHold, listHolds, listNeeds, recordNeeds } from "./needs/needs-queries.ts";
export { familyPaths } from "./paths.ts";
export { contactNote, personCard } from "./people/people-page.ts";
export { type AskingStop, isForGood, stopSaid } from "./reach/asking-over.ts";
export { readAskingStops } from "./reach/asking-over-queries.ts";
export { cardFor, cardsFor, cardsOfFamily, diedAmong } from "./reach/cards-routes.ts";
export { type NewFact, type Subject, standingOf } from "./reach/person-fact.ts";
export { FACT_NOTICES, toldPage } from "./reach/person-fact-page.ts";
export { findSubject, isAskingOver, isQuiet, recordFact } from "./reach/person-fact-queries.ts";
export { learnAt } from "./reach/person-fact-routes.ts";
export { type Reach, reach } from "./reach/reach.ts";
export { type ReachCard, reachCard } from "./reach/reach-card-page.ts";
export type { ReachFacts } from "./reach/reach-facts.ts";
export { readReach } from "./reach/reach-queries.ts";
export type { WorkerNow } from "./worker/worker.ts";
export { askForSaid, workerName, workerSaid } from "./worker/worker-page.ts";
export { findWorker } from "./worker/worker-queries.ts";
