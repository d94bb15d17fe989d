import type { AgreementAnswer, AgreementPurpose } from "../family/family-words.ts";
import { AGREEMENT_WORDING, type Agreement, latestAgreements, purposesOf, type Taker } from "./agreement.ts";

/** The three answers that each question has; an earlier yes that is taken back is a "no". */
export const THREE_ANSWERS = ["given", "declined", "not-asked"] as const;
export type ThreeAnswer = (typeof THREE_ANSWERS)[number];

/** One thing that is asked of a carer: for sharing and for a provider's own questions, about which provider. */
export type AskedOf = { field: string; purpose: AgreementPurpose; providerId: string | null; now: ThreeAnswer };

type Provider = { id: string; name: string };

/** How a question stands by its latest answer. */
export const threeOf = (answer: AgreementAnswer | undefined): ThreeAnswer => {
  if (answer === "given") return "given";
  return answer === "declined" || answer === "withdrawn" ? "declined" : "not-asked";
};

/** Everything that this taker may ask of one person, with how each stands; what nobody asked stands as that. */
export function askedOf(
  taker: Taker,
  providers: readonly Provider[],
  agreements: readonly Agreement[],
  personId: string,
): AskedOf[] {
  const latest = latestAgreements(agreements).filter((one) => one.personId === personId);
  const asked = (purpose: AgreementPurpose, providerId: string | null, field: string): AskedOf => ({
    field,
    purpose,
    providerId,
    now: threeOf(latest.find((one) => one.purpose === purpose && one.providerId === providerId)?.answer),
  });
  const own = taker.is === "provider" ? taker.id : null;
  return purposesOf(taker).flatMap((purpose) =>
    purpose === "share-with-provider"
      ? providers.map(({ id }) => asked(purpose, id, `share-${id}`))
      : [asked(purpose, own, purpose)],
  );
}

/** What is recorded of an answer, given how it stood; null where it says the same again. */
export function nextAnswer(now: ThreeAnswer, typed: ThreeAnswer): AgreementAnswer | null {
  if (now === typed) return null;
  return now === "given" && typed === "declined" ? "withdrawn" : typed;
}

export const isAboutSharing = ({ purpose }: AskedOf): boolean => purpose === "share-with-provider";

/** The words that are read out before one answer is given. */
export const wordsOf = ({ purpose }: AskedOf): string => AGREEMENT_WORDING[purpose];
