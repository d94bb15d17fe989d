import { CONTACT_WORDS, type Contact, contactNote } from "../../families/index.ts";

/** "Mobile: 07700 900123. Safe only Monday, 9am to midday". A confidential value stays masked; none is shown without its safety. */
export function contactLine(contact: Contact): string {
  const value = contact.confidential === "yes" ? "confidential, on the family’s page" : contact.value;
  return `${CONTACT_WORDS[contact.kind]}: ${value}. ${contactNote(contact)}`;
}
