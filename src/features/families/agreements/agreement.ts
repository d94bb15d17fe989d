import type { AGREEMENT_HOWS, AgreementAnswer, AgreementPurpose } from "../family/family-words.ts";

export type Agreement = {
  id: string;
  personId: string;
  familyId: string;
  purpose: AgreementPurpose;
  /** For sharing: with whom. For anything else: the provider that asked for itself; null where the owner asked. */
  providerId: string | null;
  providerName: string | null;
  answer: AgreementAnswer;
  wordingVersion: string;
  how: keyof typeof AGREEMENT_HOWS;
  at: string;
  by: string;
  byName: string | null;
};

export type NewAgreement = Omit<Agreement, "providerName" | "by" | "byName">;

/** The version of the words below: it is kept with each answer, so that what was said can be read later. */
export const AGREEMENT_WORDING_VERSION = "1";

/** What is read out or shown before somebody answers. */
export const AGREEMENT_WORDING: Record<AgreementPurpose, string> = {
  "share-with-provider":
    "We share what this provider needs to offer you a place: your name, how to reach you, the child these questions are about, and what led to this.",
  "contact-text": "We may send you texts. They hold no names and do not say what the course is.",
  "contact-email": "We may send you emails about your place and the questions we ask.",
  "contact-telephone": "We may ring you, at the times you say are safe.",
  "contact-letter": "We may send you letters. The envelope does not say who we are.",
  gp: "The provider may tell your GP that you are on this course, and talk to them if they are worried about you.",
  research: "Your answers, without your name, may be used in research about which support helps.",
  recording: "A session may be recorded, to check that the course is run as it should be.",
  "council-sees-attendance": "The council's worker sees which sessions you came to.",
  "council-sees-goals": "The council's worker sees your goals and how you rate them.",
  "council-sees-scores": "The council's worker sees what your answers to the questionnaires add up to.",
  "evaluation-objection":
    "We use your answers, without your name, to see whether the service works. You may object at any time, and your place does not depend on it.",
};

/**
 * What a provider that is at work for a family may record, each for itself alone: how it may get in touch, and what it does with
 * its own sessions and answers. Sharing, and what the council sees, are the owner's to ask (docs/rules/main-job.md 5).
 */
export const PROVIDERS_OWN = [
  "contact-text",
  "contact-email",
  "contact-telephone",
  "contact-letter",
  "gp",
  "research",
  "recording",
  "evaluation-objection",
] as const satisfies readonly AgreementPurpose[];

/** Who takes an answer down: the family's owner, or a provider at work, for its own purposes. */
export type Taker = { is: "owner" } | { is: "provider"; id: string; name: string; owner: string };

/** The purposes that somebody may take an answer about. */
export const purposesOf = (taker: Taker): readonly AgreementPurpose[] =>
  taker.is === "owner" ? (Object.keys(AGREEMENT_WORDING) as AgreementPurpose[]) : PROVIDERS_OWN;

/** What rules now: the latest row of each person, purpose and provider. Expects newest first. */
export function latestAgreements(newestFirst: readonly Agreement[]): Agreement[] {
  const latest = new Map<string, Agreement>();
  for (const one of newestFirst) {
    const about = `${one.personId} ${one.purpose} ${one.providerId ?? ""}`;
    if (!latest.has(about)) latest.set(about, one);
  }
  return [...latest.values()];
}
