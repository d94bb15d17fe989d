import { z } from "zod";
import { err, ok, type Result } from "../../../domain/result.ts";
import { type FormProblem, parseForm, typedValues } from "../../../forms/form.ts";
import { seriesAcronym } from "../../../measures/series.ts";
import type { Leading } from "../template.ts";
import { type Asked, isAskable } from "./asked.ts";
import { burdenReason } from "./asking-form.ts";
import { type Choosable, WAY_CODES, WAYS, type Way } from "./leading.ts";

const id = z.string().trim().max(64);
const shape = z.object({
  primary: id,
  compared: id.optional().default(""),
  "first-paper": id.optional().default(""),
  "first-read-aloud": id.optional().default(""),
  "first-screen-carer": id.optional().default(""),
  version: z.string().optional(),
  burdenReason,
});

export const firstField = (way: Way) => `first-${way}` as const;

export type LeadingTyped = { leading: Leading; burdenReason: string | null; version: string };

/** The standardised questionnaires that a plan may name as its primary measure: those that it asks, and those that are on. */
export const candidates = (offered: readonly Choosable[], asked: readonly Asked[]): Choosable[] => {
  const had = new Set(asked.map(({ series }) => series.id));
  return offered.filter(
    ({ series, on }) => (on || had.has(series.id)) && series.members[0].standardised && isAskable(series),
  );
};

/** What may come first on a way: what the plan asks before, as far as its licence permits that way today. */
export const mayLeadOn = (way: Way, offered: readonly Choosable[], asked: readonly Asked[]): Choosable[] => {
  const before = new Set(asked.filter(({ on }) => on.has("before")).map(({ series }) => series.id));
  return offered.filter(({ series, channels }) => before.has(series.id) && channels.has(way));
};

/**
 * Reads which questionnaire leads. What is first on a way must be permitted there: a plan never begins a carer's link with what may
 * stand on no screen (docs/rules/burden.md).
 */
export function parseLeading(
  data: FormData,
  { offered, asked }: { offered: readonly Choosable[]; asked: readonly Asked[] },
): Result<LeadingTyped, FormProblem> {
  const read = parseForm(shape, data);
  if (!read.ok) return read;
  const typed = read.value;
  const named = new Map(candidates(offered, asked).map((one) => [one.series.id, one]));
  const errors: FormProblem["errors"] = [];
  if (!named.has(typed.primary))
    errors.push({ field: "primary", text: "Select the measure whose two answers are counted" });
  if (typed.compared && (!named.has(typed.compared) || typed.compared === typed.primary))
    errors.push({ field: "compared", text: "Select another measure to compare with, or none" });
  for (const way of WAY_CODES) {
    const chosen = typed[firstField(way)];
    const chosenAsked = asked.find(({ series }) => series.id === chosen);
    if (chosen && !mayLeadOn(way, offered, asked).some(({ series }) => series.id === chosen))
      errors.push({
        field: firstField(way),
        text: chosenAsked
          ? `${seriesAcronym(chosenAsked.series)} can’t come first ${WAYS[way].toLowerCase()}: its licence does not permit that today`
          : `Select what comes first ${WAYS[way].toLowerCase()}`,
      });
  }
  if (errors.length > 0) return err({ values: typedValues(data), errors });
  const first = Object.fromEntries(
    WAY_CODES.flatMap((way) => (typed[firstField(way)] ? [[way, typed[firstField(way)]]] : [])),
  );
  const leading = { primary: typed.primary, compared: typed.compared || null, first };
  return ok({ leading, burdenReason: typed.burdenReason, version: typed.version ?? "" });
}

/** What is chosen now, as the form shows it. */
export const leadingValues = (
  { compared, first }: Leading,
  primary: string,
  reason: string | null,
): FormProblem["values"] => ({
  primary,
  compared: compared ?? "",
  ...Object.fromEntries(WAY_CODES.map((way) => [firstField(way), first[way] ?? ""])),
  burdenReason: reason ?? "",
});
