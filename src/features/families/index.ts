/**
 * What other features may use of families. A provider sees a family of another organisation ("referred") from the moment
 * that a referral row names its organisation in a state other than draft.
 */
export type { Agreement, NewAgreement } from "./agreement.ts";
export { AGREEMENT_WORDING, AGREEMENT_WORDING_VERSION, latestAgreements } from "./agreement.ts";
export { hasAgreement, listAgreements, recordAgreement } from "./agreement-queries.ts";
export { arrangementText } from "./arrangement-page.ts";
export { type Contact, isUsable } from "./contact.ts";
export { listContacts } from "./contact-queries.ts";
export type { Arrangement, Family, Person } from "./family.ts";
export {
  ageOf,
  ageText,
  arrangementOf,
  arrangementsOf,
  carersOf,
  childrenOf,
  firstNameOf,
  isInForce,
  nameOf,
  personIn,
} from "./family.ts";
export { type FamilyTab, familyFrame, nameAndAge } from "./family-frame-page.ts";
export { type FamilyRow, nextDue } from "./family-list.ts";
export { findFamily, findOwnFamily, findPerson, isLocked, mayOpenFamily, ownFamilies } from "./family-queries.ts";
export {
  AGREEMENT_ANSWERS,
  AGREEMENT_HOWS,
  AGREEMENT_PURPOSES,
  type AgreementPurpose,
  ARRANGEMENT_KINDS,
  CONTACT_KINDS as CONTACT_WORDS,
  LANGUAGES,
  RELATIONSHIPS,
} from "./family-words.ts";
export { countFamilies, listFamilies } from "./list-queries.ts";
export { type Hold, type Needs, noNeeds } from "./needs.ts";
export { needsValues, parseNeeds } from "./needs-form.ts";
export { listHolds, listNeeds, recordNeeds } from "./needs-queries.ts";
export { pagination } from "./pages-of-list.ts";
export { familyPaths } from "./paths.ts";
export { personCard } from "./people-page.ts";
export { factLabel, factText } from "./record-words.ts";
export { type Lock, listLocks } from "./state-queries.ts";
