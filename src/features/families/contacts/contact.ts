import type { ContactKind, SAFE, YesNoNotKnown } from "../family/family-words.ts";
import { emailKey, postcodeKey, telephoneKey } from "./contact-keys.ts";

export type ContactDetails = {
  kind: ContactKind;
  value: string;
  confidential: "yes" | "no";
  safe: keyof typeof SAFE;
  safeTimes: string | null;
  shared: YesNoNotKnown;
  doNotUseReason: string | null;
};

/** A way to reach a person. Of a confidential one the value is "" until it is asked for deliberately. */
export type Contact = ContactDetails & { id: string; personId: string; endedOn: string | null; version: number };

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

/** The sentence for a value that can't be one of its kind; null when it can. */
export const contactProblem = (kind: ContactKind, value: string): string | null =>
  KEYS[kind](value) === null ? PROBLEMS[kind] : null;

/** May we use this contact now? Not when it has ended, is unsafe, or somebody said not to (U11: no unsafe text). */
export const isUsable = (contact: Pick<Contact, "endedOn" | "safe" | "doNotUseReason">): boolean =>
  contact.endedOn === null && contact.safe !== "no" && contact.doNotUseReason === null;
