import { z } from "zod";
import type { Day } from "../../../domain/calendar.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { choice, day, type FormProblem, optionalText, parseForm, problem, typedValues } from "../../../forms/form.ts";
import {
  AGREEMENT_ANSWERS,
  AGREEMENT_HOWS,
  AGREEMENT_PURPOSES,
  type AgreementAnswer,
  type AgreementPurpose,
} from "../family/family-words.ts";
import { purposesOf, type Taker } from "./agreement.ts";

export type TypedAgreement = {
  purpose: AgreementPurpose;
  providerId: string | null;
  answer: AgreementAnswer;
  how: keyof typeof AGREEMENT_HOWS;
  onDay: Day;
};

/** Reads what somebody agreed to or not: sharing names the provider; the day may be earlier, never later. A provider's answers are about itself. */
export function parseAgreement(
  data: FormData,
  providers: readonly { id: string }[],
  taker: Taker,
  today: Day,
): Result<TypedAgreement, FormProblem> {
  const schema = z.object({
    purpose: choice(AGREEMENT_PURPOSES, "Select what this is about"),
    providerId: optionalText("Provider", 64),
    answer: choice(AGREEMENT_ANSWERS, "Select what they said"),
    how: choice(AGREEMENT_HOWS, "Select how they said it"),
    onDay: day("The date they said it", {
      from: "2015-01-01",
      to: today,
      outside: "The date they said it must be today or earlier",
    }),
  });
  const read = parseForm(schema, data);
  if (!read.ok) return read;
  if (!purposesOf(taker).includes(read.value.purpose))
    return err(
      problem(typedValues(data), "purpose", "Select one of your own purposes: the rest is the owner’s to ask"),
    );
  if (taker.is === "provider") return ok({ ...read.value, providerId: taker.id });
  const isSharing = read.value.purpose === "share-with-provider";
  if (isSharing && !providers.some((provider) => provider.id === read.value.providerId))
    return err(problem(typedValues(data), "providerId", "Select the provider"));
  return ok({ ...read.value, providerId: isSharing ? read.value.providerId : null });
}
