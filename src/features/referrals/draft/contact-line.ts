import type { SharedContact } from "../referral/carried.ts";

const KINDS = {
  mobile: "Mobile",
  telephone: "Telephone",
  email: "Email",
  address: "Address",
  postcode: "Postcode",
} as const;

const safety = ({ safe, safeTimes }: SharedContact): string => {
  if (safe === "yes") return "safe to use";
  if (safe === "at-times") return `only at: ${safeTimes ?? "times not said"}`;
  return safe === "no" ? "do not use" : "not known whether safe: ask first";
};

/** "Mobile 07700 900123, only at: after 10am". A confidential value stays masked; one that is not safe says so first. */
export function contactLine(contact: SharedContact): string {
  const value = contact.confidential === "yes" ? "confidential, on the family’s page" : contact.value;
  const reason = contact.doNotUseReason ? ` (${contact.doNotUseReason})` : "";
  return `${KINDS[contact.kind]}: ${value}, ${safety(contact)}${reason}`;
}
