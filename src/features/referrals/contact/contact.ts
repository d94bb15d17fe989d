import type { Day } from "../../../domain/calendar.ts";

/** How somebody tried to reach the carer about a referral. */
export const CONTACT_HOWS = {
  telephone: "By telephone",
  "in-person": "In person",
  text: "By text",
  email: "By email",
  letter: "By letter",
} as const;
export type ContactHow = keyof typeof CONTACT_HOWS;

/** What came of it. Only a conversation is first contact: a message left is not. */
export const CONTACT_OUTCOMES = {
  spoke: "Spoke with the carer",
  "left-message": "Left a message",
  "no-answer": "No answer",
  "wrong-number": "Wrong number",
  sent: "Sent, no answer yet",
} as const;
export type ContactOutcome = keyof typeof CONTACT_OUTCOMES;

/** One try to reach the carer about a referral: an instant as stored, and who. */
export type ReferralContact = {
  at: string;
  how: ContactHow;
  outcome: ContactOutcome | "answered-here";
  note: string | null;
  byName: string | null;
};

/** What is first contact: somebody spoke with the carer. */
export const CONVERSATIONS: readonly ReferralContact["outcome"][] = ["spoke", "answered-here"];

export const isConversation = ({ outcome }: Pick<ReferralContact, "outcome">): boolean =>
  CONVERSATIONS.includes(outcome);

export type ContactTyped = { how: ContactHow; outcome: ContactOutcome; onDay: Day; note: string | null };
