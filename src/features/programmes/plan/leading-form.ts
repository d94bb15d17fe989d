import { z } from "zod";
import { err, ok, type Result } from "../../../domain/result.ts";
import { type FormProblem, parseForm, typedValues } from "../../../forms/form.ts";
import { seriesAcronym } from "../../../measures/series.ts";
import type { Leading } from "../template.ts";
import { type Asked, isAskable } from "./asked.ts";
import { burdenReason } from "./asking-form.ts";
import type { Choosable } from "./leading.ts";

const id = z.string().trim().max(64);
const shape = z.object({
  primary: id,
  compared: id.optional().default(""),
  firstOnPaper: id.optional().default(""),
  version: z.string().optional(),
  burdenReason,
});

export type LeadingTyped = { leading: Leading; burdenReason: string | null; version: string };

/** The standardised questionnaires that a plan may name as its primary measure: those that it asks, and those that are on. */
export const candidates = (offered: readonly Choosable[], asked: readonly Asked[]): Choosable[] => {
  const had = new Set(asked.map(({ series }) => series.id));
  return offered.filter(
    ({ series, on }) => (on || had.has(series.id)) && series.members[0].standardised && isAskable(series),
  );
};

/** What may be printed first: what the plan asks before, as far as its licence permits paper today. */
export const mayLeadOnPaper = (offered: readonly Choosable[], asked: readonly Asked[]): Choosable[] => {
  const before = new Set(asked.filter(({ on }) => on.has("before")).map(({ series }) => series.id));
  return offered.filter(({ series, channels }) => before.has(series.id) && channels.has("paper"));
};

/** Reads which questionnaire leads. What is first on paper must be permitted there (docs/rules/burden.md). */
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
  const { firstOnPaper } = typed;
  const first = asked.find(({ series }) => series.id === firstOnPaper);
  if (firstOnPaper && !mayLeadOnPaper(offered, asked).some(({ series }) => series.id === firstOnPaper))
    errors.push({
      field: "firstOnPaper",
      text: first
        ? `${seriesAcronym(first.series)} can’t come first on paper: its licence does not permit that today`
        : "Select what comes first on paper",
    });
  if (errors.length > 0) return err({ values: typedValues(data), errors });
  const leading = { primary: typed.primary, compared: typed.compared || null, firstOnPaper: firstOnPaper || null };
  return ok({ leading, burdenReason: typed.burdenReason, version: typed.version ?? "" });
}

/** What is chosen now, as the form shows it. */
export const leadingValues = (
  { compared, firstOnPaper }: Leading,
  primary: string,
  reason: string | null,
): FormProblem["values"] => ({
  primary,
  compared: compared ?? "",
  firstOnPaper: firstOnPaper ?? "",
  burdenReason: reason ?? "",
});
