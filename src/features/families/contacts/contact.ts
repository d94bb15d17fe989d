import type { ContactKind, SAFE, YesNoNotKnown } from "../family/family-words.ts";

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

/** Digits alone, a British number in its national form: "+44 7700 900123" and "07700 900123" are one. */
export function foldTelephone(value: string): string {
  const digits = value.normalize("NFKC").replace(/[^\d+]/g, "");
  return digits.replace(/^(?:\+|00)44\(?0?/, "0").replaceAll("+", "");
}

/** "ls6 2ab" and "LS62AB" are one postcode. */
export const foldPostcode = (value: string): string => value.toUpperCase().replace(/[^A-Z0-9]/g, "");

export const foldEmail = (value: string): string => value.trim().toLowerCase();

/** What a contact is found by. */
export function foldContact(kind: ContactKind, value: string): string {
  if (kind === "mobile" || kind === "telephone") return foldTelephone(value);
  if (kind === "postcode") return foldPostcode(value);
  return foldEmail(value).replace(/\s+/g, " ");
}

const POSTCODE = /^[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}$/;

/** The sentence for a value that can't be one of its kind; null when it can. */
export function contactProblem(kind: ContactKind, value: string): string | null {
  const folded = foldContact(kind, value);
  if (kind === "mobile" && !/^\d{10,15}$/.test(folded)) return "Enter a mobile number, like 07700 900123";
  if (kind === "telephone" && !/^\d{10,15}$/.test(folded)) return "Enter a telephone number, like 01632 960001";
  if (kind === "postcode" && !POSTCODE.test(folded)) return "Enter a full postcode, like LS6 2AB";
  if (kind === "email" && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(folded))
    return "Enter an email address, like name@example.com";
  return null;
}

/** May we use this contact now? Not when it has ended, is unsafe, or somebody said not to (U11: no unsafe text). */
export const isUsable = (contact: Pick<Contact, "endedOn" | "safe" | "doNotUseReason">): boolean =>
  contact.endedOn === null && contact.safe !== "no" && contact.doNotUseReason === null;
