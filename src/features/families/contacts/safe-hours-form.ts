import type { z } from "zod";
import { err, ok, type Result } from "../../../domain/result.ts";
import { choices, type FormError, optionalText } from "../../../forms/form.ts";
import { readTime } from "../../../forms/read-time.ts";
import { choiceOr } from "../family/choice-or.ts";
import { SAFE, WEEKDAYS, YES_NO } from "../family/family-words.ts";
import { type ContactDetails, NO_HOURS } from "./contact.ts";

/** The fields of "when is it safe": whether, in which words, on which days, from when to when. */
export const SAFETY_FIELDS = {
  safe: choiceOr(SAFE, "not-known"),
  safeTimes: optionalText("Safe times", 500),
  safeDays: choices(WEEKDAYS, "Select days from the list"),
  safeFrom: optionalText("The time it is safe from", 10),
  safeTo: optionalText("The time it is safe until", 10),
  schoolDays: choiceOr(YES_NO, "no"),
};

type Typed = z.output<z.ZodObject<typeof SAFETY_FIELDS>>;
export type Safety = Pick<ContactDetails, "safe" | "safeTimes" | "safeDays" | "safeFrom" | "safeTo" | "schoolDays">;

const wrong = (field: string, text: string) => err<FormError>({ field, text });

/**
 * What was typed about safety as one thing that can be kept: times only with "at some times", and days with both times. A
 * "yes, always" beside times would say two things; the database refuses that too (migration "safe to reach").
 */
export function readSafety(typed: Typed): Result<Safety, FormError> {
  const { safe, safeTimes, safeDays, safeFrom, safeTo, schoolDays } = typed;
  const hasHours = safeDays.length > 0 || safeFrom !== null || safeTo !== null;
  if (safe !== "at-times") {
    if (safe === "yes" && (safeTimes !== null || hasHours))
      return wrong("safe", "Select “Only at some times”, or leave the safe times empty");
    if (hasHours) return wrong("safe", "Select “Only at some times”, or leave the days and times empty");
    return ok({ safe, safeTimes, ...NO_HOURS });
  }
  if (!hasHours)
    return safeTimes === null
      ? wrong("safeTimes", "Enter the times when it is safe")
      : ok({ safe, safeTimes, ...NO_HOURS });
  if (safeDays.length === 0) return wrong("safeDays", "Select the days when it is safe");
  const [from, to] = [readTime(safeFrom ?? ""), readTime(safeTo ?? "")];
  if (from === null) return wrong("safeFrom", "Enter the time it is safe from, like 9:30am");
  if (to === null) return wrong("safeTo", "Enter the time it is safe until, like 2:45pm");
  if (to <= from) return wrong("safeTo", "The time it is safe until must be later than the time it is safe from");
  const days = [...new Set(safeDays)].sort().join("");
  return ok({ safe, safeTimes, safeDays: days, safeFrom: from, safeTo: to, schoolDays });
}

/** What is kept, as a form shows it. */
export const safetyValues = (kept: Safety): Record<string, string | string[]> => ({
  safe: kept.safe,
  safeTimes: kept.safeTimes ?? "",
  safeDays: [...(kept.safeDays ?? "")],
  safeFrom: kept.safeFrom ?? "",
  safeTo: kept.safeTo ?? "",
  schoolDays: kept.schoolDays,
});
