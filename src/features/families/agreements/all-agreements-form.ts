import { z } from "zod";
import type { Day } from "../../../domain/calendar.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { choice, day, type FormProblem, parseForm, problem, typedValues } from "../../../forms/form.ts";
import { AGREEMENT_HOWS, type AgreementAnswer } from "../family/family-words.ts";
import { type AskedOf, nextAnswer, THREE_ANSWERS } from "./all-agreements.ts";

export type SaidOf = Pick<AskedOf, "field" | "purpose" | "providerId"> & { answer: AgreementAnswer };
export type TypedAgreements = {
  said: SaidOf[];
  how: keyof typeof AGREEMENT_HOWS;
  onDay: Day;
  /** How many answers of theirs were on file when the page was made: each new one adds one. */
  seen: string;
};

const ANSWER = z.enum(["", ...THREE_ANSWERS], { error: "Select yes, no or not asked" }).default("");

/** Reads every answer of one page. What says the same as before is not recorded again; what was left alone stays as it is. */
export function parseAgreements(
  data: FormData,
  asked: readonly AskedOf[],
  today: Day,
): Result<TypedAgreements, FormProblem> {
  const answers = Object.fromEntries(asked.map(({ field }) => [field, ANSWER]));
  const read = parseForm(
    z.object({
      ...answers,
      how: choice(AGREEMENT_HOWS, "Select how they said it"),
      onDay: day("The date they said it", {
        from: "2015-01-01",
        to: today,
        outside: "The date they said it must be today or earlier",
      }),
      seen: z.string().max(64).default(""),
    }),
    data,
  );
  if (!read.ok) return read;
  const typed = read.value as Record<string, unknown> & Omit<TypedAgreements, "said">;
  const said = asked.flatMap(({ field, purpose, providerId, now }): SaidOf[] => {
    const chosen = typed[field] as z.output<typeof ANSWER>;
    const answer = chosen === "" ? null : nextAnswer(now, chosen);
    return answer === null ? [] : [{ field, purpose, providerId, answer }];
  });
  if (said.length === 0) return err(problem(typedValues(data), "form", "Nothing is different from what is on file"));
  return ok({ said, how: typed.how, onDay: typed.onDay, seen: typed.seen });
}
