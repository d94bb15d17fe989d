import type { Tell } from "../../../tells/happening.ts";
import type { AgreementAnswer } from "../family/family-words.ts";

type Said = { answer: AgreementAnswer; providerId: string | null };

/** Each kind of answer once for everybody whom it is about: what is between the carer and one provider is told to that one alone. */
export function tellOfAnswers(familyId: string, said: readonly Said[]): Tell[] {
  const each = new Map(said.map((one) => [`${one.answer} ${one.providerId}`, one]));
  return [...each.values()].map(({ answer, providerId }) => ({
    verb: `agreement.${answer}`,
    about: { familyId, onlyProviderId: providerId ?? undefined },
  }));
}
