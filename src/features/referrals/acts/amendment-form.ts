import { z } from "zod";
import { err, ok, type Result } from "../../../domain/result.ts";
import {
  choice,
  type FormProblem,
  longText,
  optionalText,
  parseForm,
  problem,
  typedValues,
  version,
} from "../../../forms/form.ts";
import { availabilityOf, codeOf, freeTimes } from "../referral/availability-form.ts";
import type { Needs } from "../referral/carried.ts";
import { goalFields, goalsTyped, goalValues } from "../referral/goals-form.ts";
import type { Change } from "../referral/referral.ts";
import { LONGEST_NOTE, LONGEST_REASON, SOURCES } from "../referral/words.ts";
import { type Amendable, changesBetween, type InWords } from "./amendment.ts";

export type Amending = { version: number; note: string; after: Amendable; changes: Change[] };

export type Standing = {
  family: { children: readonly { id: string }[] };
  before: Amendable;
  /** May the child and the goals still be changed: has the carer no place yet? */
  isBeforePlace: boolean;
};

const said = z.object({
  version,
  child: z.string().default(""),
  source: choice(SOURCES, "Select who first brought the carer"),
  askedBy: optionalText("Who asked", 200),
  reason: longText("Why now", LONGEST_REASON),
  free: freeTimes,
  ...goalFields,
  note: longText("Why you are changing it", LONGEST_NOTE),
});

/** What stands there, as the form shows it before anything is typed; the needs as families' own form has them. */
export const amendmentValues = (
  { child, source, askedBy, reason, free, goals }: Amendable,
  needs: FormProblem["values"],
): FormProblem["values"] => ({
  child,
  source,
  askedBy: askedBy ?? "",
  reason,
  ...needs,
  free: free.map(codeOf),
  ...goalValues(goals),
});

/** Reads all parts of the form, so that every error shows at once; something must be different. */
export function parseAmendment(
  data: FormData,
  needs: Result<Partial<Needs>, FormProblem>,
  now: Standing,
  inWords: InWords,
): Result<Amending, FormProblem> {
  const words = parseForm(said, data);
  if (!words.ok || !needs.ok) {
    const errors = [...(words.ok ? [] : words.error.errors), ...(needs.ok ? [] : needs.error.errors)];
    return err({
      values: typedValues(data),
      errors: errors.filter(({ field }, at) => errors.findIndex((e) => e.field === field) === at),
    });
  }
  const { family, before, isBeforePlace } = now;
  const { child, source, askedBy, reason, free, note } = words.value;
  if (isBeforePlace && !family.children.some(({ id }) => id === child))
    return err(problem(typedValues(data), "child", "Select a child of this family"));
  const after: Amendable = {
    child: isBeforePlace ? child : before.child,
    source,
    askedBy,
    reason,
    needs: { ...before.needs, ...needs.value },
    free: availabilityOf(free),
    goals: isBeforePlace ? goalsTyped(words.value) : before.goals,
  };
  const changes = changesBetween(before, after, inWords);
  if (changes.length === 0) return err(problem(typedValues(data), "form", "Nothing is different from what was sent"));
  return ok({ version: words.value.version, note, after, changes });
}
