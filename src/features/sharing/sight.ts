/** What a provider sees of a family through a referral: the file as it is, the referral as it was, or nothing. */
type Seen = "nothing" | "as-it-is" | "as-it-was";

/**
 * In each state of a referral, what the provider it was sent to sees of the family, and why: the one place that decides it.
 * "As it is" holds only while the carer agrees to share with this provider. The triggers of migration 0019 hold the same
 * states; tests/sharing goes through every one of them.
 */
export const SEEN_IN = {
  draft: ["nothing", "It was not sent. The same where it was withdrawn before it was sent."],
  submitted: ["as-it-is", "The provider decides by it whether this is the right place, and rings the carer."],
  "information-requested": ["as-it-is", "It asked, and reads the answer beside what it has."],
  accepted: ["as-it-is", "It arranges the first meeting."],
  declined: [
    "as-it-was",
    "It keeps what it was asked and what it answered; it has nothing more to do with the family.",
  ],
  waiting: ["as-it-is", "It speaks to whoever waits every four weeks, and learns what would let them come."],
  enrolled: ["as-it-is", "It invites, and must know what the carer needs on the day."],
  started: ["as-it-is", "It works with the family every week."],
  completed: [
    "as-it-was",
    "The work is done. Its own record stays, and the questions still to ask go to the kept number.",
  ],
  "left-early": ["as-it-was", "As completed: a leaver is asked once more, by the kept number."],
  "did-not-start": ["as-it-was", "As completed: what was given to it was for a course that did not happen."],
  closed: ["as-it-was", "The referrer took it back, or the carer chose otherwise: as declined."],
} as const satisfies Record<string, readonly [Seen, why: string]>;

type State = keyof typeof SEEN_IN;

/** The states in which a provider is at work for a family. */
export const AT_WORK = (Object.keys(SEEN_IN) as State[]).filter((state) => SEEN_IN[state][0] === "as-it-is");

export type { Sight } from "../../domain/sight.ts";

/** What a provider keeps of what a referral carried. */
export type Kept = {
  at: string;
  needs: KeptNeeds | null;
  availability: readonly { day: number; part: "morning" | "afternoon" | "evening" }[];
};

export type KeptNeeds = {
  interpreterLanguage: string | null;
  childcare: "yes" | "no" | "not-known";
  transport: "yes" | "no" | "not-known";
  access: string | null;
  workPattern: string | null;
  safeToCall: string | null;
  bestTimeForText: string | null;
};
