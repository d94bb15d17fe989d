import { LEFT_REASONS } from "../../../domain/leaving-reasons.ts";

/** Why a provider declines a referral (docs/rules/reasons.md). */
export const DECLINE_REASONS = {
  "no-place": "No place for this age, language or area",
  "place-day-access": "Place, day or access",
  "needs-more": "Needs more than this",
  "has-it-already": "Has it already",
  "other-support": "Other support fits better",
} as const;

/** Why the referring side takes a referral back. The first are the carer's own, the last is not. */
export const WITHDRAWAL_REASONS = {
  "carer-asked": "The carer asked us to",
  "not-a-good-time": "Not a good time for the family",
  "has-it-already": "Has it already",
  "child-moved": "The child moved",
  "moved-away": "The family moved away",
  "made-in-error": "The referral was made in error",
} as const;

/** Why a referral was closed after the suitability conversation. */
export const CLOSE_REASONS = { "chose-something-else": "Chose something else" } as const;

/** Every coded reason that the log of a referral can hold, with its words. */
export const ENDING_REASONS: Readonly<Record<string, string>> = {
  ...LEFT_REASONS,
  ...WITHDRAWAL_REASONS,
  ...CLOSE_REASONS,
  ...DECLINE_REASONS,
};

/**
 * Who first brought the carer, by the referral source codes of the children in need census (docs/rules/codes.md). A list,
 * since an object would put "10" before "1A".
 */
export const SOURCE_LIST = [
  ["1C", "The carer themselves"],
  ["1A", "Family member, relative or another carer"],
  ["1B", "Somebody they know, such as a neighbour"],
  ["1D", "Another person"],
  ["2A", "School"],
  ["2B", "Education service"],
  ["3A", "GP"],
  ["3B", "Health visitor"],
  ["3C", "School nurse"],
  ["3D", "Other primary health service"],
  ["3E", "Accident and emergency"],
  ["3F", "Other health service"],
  ["4", "Housing"],
  ["5A", "Social care in this council"],
  ["5B", "Another service in this council"],
  ["5C", "Another council"],
  ["5D", "Early help"],
  ["6", "Police"],
  ["7", "Other legal agency"],
  ["8", "Charity or other service"],
  ["9", "Anonymous"],
  ["10", "Not known"],
] as const;

export type Source = (typeof SOURCE_LIST)[number][0];

export const SOURCES = Object.fromEntries(SOURCE_LIST) as Readonly<Record<Source, string>>;

export const YES_NO_NOT_KNOWN = { yes: "Yes", no: "No", "not-known": "Not known" } as const;

export const PARTS_OF_DAY = { morning: "Morning", afternoon: "Afternoon", evening: "Evening" } as const;
export type PartOfDay = keyof typeof PARTS_OF_DAY;

/** The ways we may get in touch, as families' agreements name them. */
export const CONTACT_PURPOSES = {
  "contact-telephone": "Telephone",
  "contact-text": "Text",
  "contact-email": "Email",
  "contact-letter": "Letter",
} as const;
export type ContactPurpose = keyof typeof CONTACT_PURPOSES;

export const HOWS = {
  "in-person": "In person",
  telephone: "By telephone",
  video: "By video call",
  paper: "On paper",
  online: "Online",
} as const;

export const WHOSE = { carer: "The carer’s", child: "The child’s", together: "Theirs together" } as const;
export type Whose = keyof typeof WHOSE;

/** The most characters of why a carer is referred now, and of why that is changed. */
export const LONGEST_REASON = 2000;
export const LONGEST_NOTE = 500;
