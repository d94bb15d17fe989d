import { z } from "zod";
import { addDays, type Day } from "../../../domain/calendar.ts";
import { err, type Result } from "../../../domain/result.ts";
import {
  day,
  type FormProblem,
  optionalLongText,
  optionalText,
  parseForm,
  problem,
  typedValues,
  version,
} from "../../../forms/form.ts";
import { choiceOr } from "../family/choice-or.ts";
import { YES_NO_NOT_KNOWN } from "../family/family-words.ts";
import type { Needs } from "./needs.ts";

/** The most characters of each long answer. */
export const LONGEST = { access: 500, workPattern: 300, holdReason: 300 } as const;

const needs = z.object({
  version,
  interpreterLanguage: optionalText("Language for the interpreter", 60),
  childcare: choiceOr(YES_NO_NOT_KNOWN, "not-known"),
  transport: choiceOr(YES_NO_NOT_KNOWN, "not-known"),
  access: optionalLongText("Access needs", LONGEST.access),
  workPattern: optionalLongText("Work and caring times", LONGEST.workPattern),
  bestTimeForText: optionalText("Best time for a text", 100),
});

export type TypedNeeds = Omit<Needs, "personId" | "safeToCall">;

export const parseNeeds = (data: FormData): Result<TypedNeeds, FormProblem> => parseForm(needs, data);

export const needsValues = (kept: Needs): Record<string, string> => ({
  interpreterLanguage: kept.interpreterLanguage ?? "",
  childcare: kept.version === 0 ? "" : kept.childcare,
  transport: kept.version === 0 ? "" : kept.transport,
  access: kept.access ?? "",
  workPattern: kept.workPattern ?? "",
  bestTimeForText: kept.bestTimeForText ?? "",
});

const LONGEST_HOLD_DAYS = 366;

export type TypedHold = { fromOn: Day; untilOn: Day; reason: string | null };

/** Reads a hold: it begins today or later, and lasts a year at most. */
export function parseHold(data: FormData, today: Day): Result<TypedHold, FormProblem> {
  const schema = z.object({
    fromOn: day("The first day", {
      from: today,
      to: addDays(today, LONGEST_HOLD_DAYS),
      outside: "The first day must be today or within a year",
    }),
    untilOn: day("The last day", { from: today }),
    reason: optionalLongText("Reason", LONGEST.holdReason),
  });
  const read = parseForm(schema, data);
  if (!read.ok) return read;
  if (read.value.untilOn < read.value.fromOn)
    return err(problem(typedValues(data), "untilOn", "The last day must be the first day or later"));
  if (read.value.untilOn > addDays(read.value.fromOn, LONGEST_HOLD_DAYS))
    return err(
      problem(typedValues(data), "untilOn", "A hold can last a year at most: end it earlier and make a new one then"),
    );
  return read;
}
