import { z } from "zod";
import { err, ok, type Result } from "../../../domain/result.ts";
import { type FormProblem, parseForm, text, typedValues } from "../../../forms/form.ts";
import { DECLINED, fieldOf, NOT_APPLICABLE, type Question } from "../assessment/keyed.ts";
import type { Difference } from "../doubts/second-keying.ts";

/** On this page "left blank" is chosen; leaving a question alone is no judgment. */
export const BLANK_CHOICE = "blank";

export const choiceField = (item: string): string => `form-says-${fieldOf(item)}`;

export type Judgment = { reason: string; says: ReadonlyMap<string, string | null> };

const shape = z.object({ reason: text("How you know what the form says", 500) });

/** Reads what the paper form says at every open difference. All of them are settled at once; null is left blank. */
export function parseJudgment(
  data: FormData,
  open: readonly Difference[],
  questions: readonly Question[],
): Result<Judgment, FormProblem> {
  const values = typedValues(data);
  const about = parseForm(shape, data);
  const says = new Map<string, string | null>();
  const errors = about.ok ? [] : [...about.error.errors];
  for (const { item } of open) {
    const question = questions.find((one) => one.item === item);
    const chosen = [values[choiceField(item)] ?? ""].flat()[0] ?? "";
    const allowed = [...(question?.codes ?? []).map(({ code }) => code), BLANK_CHOICE, DECLINED, NOT_APPLICABLE];
    if (allowed.includes(chosen)) says.set(item, chosen === BLANK_CHOICE ? null : chosen);
    else errors.unshift({ field: choiceField(item), text: `Select what the form says at ${question?.number ?? item}` });
  }
  return about.ok && errors.length === 0 ? ok({ ...about.value, says }) : err({ values, errors });
}
