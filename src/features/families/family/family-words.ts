/** The codes of a family's records with the words shown for them; the migrations check the same codes. */
export const SEXES = { F: "Female", M: "Male", U: "Not recorded as female or male" } as const;

export const BIRTH_CERTAINTIES = {
  exact: "Exact",
  estimated: "Estimated",
  "not-known": "Not known",
} as const;

/** The ethnicity codes of the Department for Education (docs/rules/codes.md). */
export const ETHNICITIES = {
  WBRI: "White British",
  WIRI: "White Irish",
  WIRT: "Traveller of Irish heritage",
  WROM: "Gypsy or Roma",
  WOTH: "Any other White background",
  MWBC: "White and Black Caribbean",
  MWBA: "White and Black African",
  MWAS: "White and Asian",
  MOTH: "Any other mixed background",
  AIND: "Indian",
  APKN: "Pakistani",
  ABAN: "Bangladeshi",
  CHNE: "Chinese",
  AOTH: "Any other Asian background",
  BCRB: "Caribbean",
  BAFR: "African",
  BOTH: "Any other Black background",
  OOTH: "Any other ethnic group",
  REFU: "Preferred not to say",
  NOBT: "Not yet asked",
} as const;

export const ETHNICITY_STATED_BY = {
  self: "The person",
  carer: "Their carer",
  parent: "A parent",
  "not-stated": "Nobody yet",
} as const;

export const YES_NO_NOT_KNOWN = { yes: "Yes", no: "No", "not-known": "Not known" } as const;
export const YES_NO = { yes: "Yes", no: "No" } as const;

/** Languages by their ISO 639 codes: the ones most asked for in England and Wales; others as "other". */
export const LANGUAGES = {
  "not-asked": "Not asked",
  en: "English",
  cy: "Welsh",
  ar: "Arabic",
  bn: "Bengali or Sylheti",
  bfi: "British Sign Language",
  zh: "Chinese",
  fr: "French",
  gu: "Gujarati",
  ku: "Kurdish",
  fa: "Persian or Dari",
  pl: "Polish",
  pt: "Portuguese",
  pa: "Punjabi",
  ro: "Romanian",
  rom: "Romani",
  so: "Somali",
  es: "Spanish",
  ta: "Tamil",
  ti: "Tigrinya",
  tr: "Turkish",
  uk: "Ukrainian",
  ur: "Urdu",
  yo: "Yoruba",
  und: "Another language",
} as const;

export const ARRANGEMENT_KINDS = {
  informal: "Informal arrangement",
  "private-fostering": "Private fostering",
  "child-arrangements-order": "Child arrangements order",
  "special-guardianship": "Special guardianship order",
  "kinship-foster-temporary": "Kinship foster care, temporary approval",
  "kinship-foster-full": "Kinship foster care, full approval",
  "adoption-by-kin": "Adoption by kin",
  "testamentary-guardian": "Testamentary guardian",
  other: "Other",
  "not-known": "Not known",
} as const;

export const RELATIONSHIPS = {
  grandparent: "Grandparent",
  "great-grandparent": "Great-grandparent",
  "aunt-or-uncle": "Aunt or uncle",
  "brother-or-sister": "Brother or sister",
  cousin: "Cousin",
  "other-relative": "Other relative",
  "step-relative": "Step-relative",
  "family-friend": "Family friend",
  other: "Other",
  "not-known": "Not known",
} as const;

export const PARENTAL_RESPONSIBILITIES = {
  yes: "Yes",
  shared: "Yes, shared",
  no: "No",
  "not-known": "Not known",
} as const;

export const ARRANGEMENT_ENDINGS = {
  "order-changed": "The order or approval changed",
  "child-moved-to-relative": "The child moved to another relative or friend",
  "child-returned-to-parent": "The child returned to a parent",
  "child-moved-to-care": "The child moved to other care",
  "child-turned-18": "The child turned 18",
  died: "The child or the carer died",
  other: "Something else",
  "not-known": "Not known",
} as const;

export const CONTACT_KINDS = {
  mobile: "Mobile",
  telephone: "Telephone",
  email: "Email",
  address: "Address",
  postcode: "Postcode",
} as const;

export const SAFE = {
  yes: "Yes",
  "at-times": "Only at some times",
  no: "No",
  "not-known": "Not known",
} as const;

/** Days of the week, Monday first, as they are kept: one figure a day. */
export const WEEKDAYS = {
  "1": "Monday",
  "2": "Tuesday",
  "3": "Wednesday",
  "4": "Thursday",
  "5": "Friday",
  "6": "Saturday",
  "7": "Sunday",
} as const;

export const AGREEMENT_PURPOSES = {
  "share-with-provider": "Sharing with a provider",
  "contact-text": "Contact by text",
  "contact-email": "Contact by email",
  "contact-telephone": "Contact by telephone",
  "contact-letter": "Contact by letter",
  gp: "Contacting the GP",
  research: "Use in research",
  recording: "Recording sessions",
  "council-sees-attendance": "The council sees attendance",
  "council-sees-goals": "The council sees goals",
  "council-sees-scores": "The council sees scores",
  "evaluation-objection": "Objection to evaluation",
} as const;

export const AGREEMENT_ANSWERS = {
  given: "Agreed",
  declined: "Did not agree",
  withdrawn: "Withdrawn",
  "not-asked": "Not asked",
} as const;

export const AGREEMENT_HOWS = {
  "in-person": "In person",
  telephone: "By telephone",
  video: "By video call",
  paper: "On paper",
  online: "Online",
} as const;

type Codes<T> = keyof T & string;
export type Sex = Codes<typeof SEXES>;
export type ArrangementKind = Codes<typeof ARRANGEMENT_KINDS>;
export type Relationship = Codes<typeof RELATIONSHIPS>;
export type ArrangementEnding = Codes<typeof ARRANGEMENT_ENDINGS>;
export type ContactKind = Codes<typeof CONTACT_KINDS>;
export type AgreementPurpose = Codes<typeof AGREEMENT_PURPOSES>;
export type AgreementAnswer = Codes<typeof AGREEMENT_ANSWERS>;
export type YesNoNotKnown = Codes<typeof YES_NO_NOT_KNOWN>;
