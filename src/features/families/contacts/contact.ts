import type { ContactKind, SAFE, YesNoNotKnown } from "../family/family-words.ts";
import { emailKey, postcodeKey, postcodeText, telephoneKey } from "./contact-keys.ts";
import type { SafeHours } from "./safe-hours.ts";

export type ContactDetails = {
  kind: ContactKind;
  value: string;
  confidential: "yes" | "no";
  safe: keyof typeof SAFE;
  /** When, in the worker's own words: read before each call, never understood by us. */
  safeTimes: string | null;
  /** The same as days of the week ("12345") and times of the day: all three, or none where only words were given. */
  safeDays: string | null;
  safeFrom: string | null;
  safeTo: string | null;
  schoolDays: "yes" | "no";
  shared: YesNoNotKnown;
  doNotUseReason: string | null;
};

/** A way to reach a person. Of a confidential one the value is "" until it is asked for deliberately. */
export type Contact = ContactDetails & { id: string; personId: string; endedOn: string | null; version: number };

type SafeColumns = Pick<ContactDetails, "safeDays" | "safeFrom" | "safeTo" | "schoolDays">;

/** The days and times at which a contact is safe; null where none were given. */
export const hoursOf = ({ safeDays, safeFrom, safeTo, schoolDays }: SafeColumns): SafeHours | null =>
  safeDays === null || safeFrom === null || safeTo === null
    ? null
    : { days: safeDays, from: safeFrom, to: safeTo, isSchoolDaysOnly: schoolDays === "yes" };

/** No days and times. */
export const NO_HOURS: SafeColumns = { safeDays: null, safeFrom: null, safeTo: null, schoolDays: "no" };

/** What each kind is found by; an address by its words. */
const KEYS: Record<ContactKind, (value: string) => string | null> = {
  mobile: telephoneKey,
  telephone: telephoneKey,
  email: emailKey,
  postcode: postcodeKey,
  address: (value) => value.normalize("NFKC").trim().toLowerCase().replace(/\s+/g, " "),
};

const PROBLEMS: Record<ContactKind, string> = {
  mobile: "Enter a mobile number, like 07700 900123",
  telephone: "Enter a telephone number, like 01632 960001",
  email: "Enter an email address, like name@example.com",
  postcode: "Enter a full postcode, like LS6 2AB",
  address: "Enter an address",
};

/** What a contact is found by; "" of one that was kept before its kind was read as strictly. */
export const contactKey = (kind: ContactKind, value: string): string => KEYS[kind](value) ?? "";

/** A contact as it is kept: a postcode in the one way that it is written, all else to the letter. */
export const contactText = (kind: ContactKind, value: string): string =>
  kind === "postcode" ? postcodeText(value) : value;

/** The sentence for a value that can't be one of its kind; null when it can. */
export const contactProblem = (kind: ContactKind, value: string): string | null =>
  KEYS[kind](value) === null ? PROBLEMS[kind] : null;

/** May we use this contact now? Not when it has ended, is unsafe, or somebody said not to (U11: no unsafe text). */
export const isUsable = (contact: Pick<Contact, "endedOn" | "safe" | "doNotUseReason">): boolean =>
  contact.endedOn === null && contact.safe !== "no" && contact.doNotUseReason === null;

/** Is it a number that somebody may be rung on? */
export const isTelephone = ({ kind }: Pick<ContactDetails, "kind">): boolean =>
  kind === "mobile" || kind === "telephone";

/** Was somebody asked whether and when this contact is safe, and is the answer there? */
export const isSafetySaid = ({ safe, safeTimes, safeDays }: Pick<ContactDetails, "safe" | "safeTimes" | "safeDays">) =>
  safe !== "not-known" && (safe !== "at-times" || safeTimes !== null || safeDays !== null);
