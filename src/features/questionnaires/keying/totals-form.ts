import { z } from "zod";
import type { Day } from "../../../domain/calendar.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { type FormProblem, parseForm, typedValues } from "../../../forms/form.ts";
import { type Assessment, modesFor, needsCorrectionReason } from "../assessment/assessment.ts";
import type { KeptAnswer } from "../assessment/keyed.ts";
import { TOTALS_MODES, type TotalsMeasure, totalItem } from "../assessment/typed-totals.ts";
import { aboutSheet } from "../sheet/keying-form.ts";

export type TypedTotals = {
  version: number;
  completedOn: Day;
  mode: keyof typeof TOTALS_MODES;
  reason: string | null;
  answers: KeptAnswer[];
};

type OneScale = TotalsMeasure["scales"][number];

/** Holds totals by scale against what the measure can have: the measures feature's rule, handed in. */
export type CheckTotals = (totals: ReadonlyMap<string, number>) => readonly { scale: string; text: string }[];

/** The name of a scale's field on the page. */
export const totalField = (scale: string): string => `t-${scale}`;

/** What was typed at each scale, exactly as it was sent. */
export const typedTotals = (values: FormProblem["values"], scales: readonly OneScale[]): Map<string, string> =>
  new Map(scales.map(({ id }) => [id, [values[totalField(id)] ?? ""].flat()[0] ?? ""]));

/** The ways of filling in that may be chosen: as for keying, or nobody said. */
export const totalsModes = (allowed: ReadonlySet<string>, kept: string | null): Record<string, string> => ({
  ...modesFor(allowed, kept),
  totals: TOTALS_MODES.totals,
});

/** A total in plain digits; undefined for anything else. Nothing typed is never a number here, least of all 0. */
const asNumber = (typed: string): number | undefined =>
  /^\d{1,6}(\.\d{1,6})?$/.test(typed) ? Number(typed) : undefined;

function readTotals(
  definition: TotalsMeasure,
  typed: ReadonlyMap<string, string>,
  check: CheckTotals,
): Result<Map<string, number>, FormProblem["errors"]> {
  const given = definition.scales.flatMap((scale) => {
    const text = typed.get(scale.id)?.trim() ?? "";
    return text === "" ? [] : [{ scale, value: asNumber(text) }];
  });
  const totals = new Map(
    given.flatMap(({ scale, value }) => (value === undefined ? [] : [[scale.id, value] as const])),
  );
  const wrong = new Map(check(totals).map(({ scale, text }) => [scale, text]));
  const errors = given.flatMap(({ scale: { id, title, range }, value }) => {
    const text = value === undefined ? `enter a number, ${range.min} to ${range.max}` : wrong.get(id);
    return text === undefined ? [] : [{ field: totalField(id), text: `${title}: ${text}` }];
  });
  if (errors.length > 0) return err(errors);
  return totals.size > 0
    ? ok(totals)
    : err([
        {
          field: "form",
          text: "Type at least one total, or say why it was not collected",
          at: totalField(definition.scales[0]?.id ?? ""),
        },
      ]);
}

/**
 * Reads typed totals: when and how the form was filled in, and every total held against what its scale can have. A scale
 * left blank was not given. Everything that is wrong is told at once and what was typed is kept.
 */
export function parseTotals(
  data: FormData,
  assessment: Assessment,
  definition: TotalsMeasure,
  today: Day,
  allowed: ReadonlySet<string>,
  check: CheckTotals,
): Result<TypedTotals, FormProblem> {
  const values = typedValues(data);
  // Who did not see that it is done already is told that first, and only then asked why it is corrected.
  const needsReason = needsCorrectionReason(assessment) && values.version === String(assessment.version);
  const offered = totalsModes(allowed, assessment.mode);
  const about = parseForm(z.object(aboutSheet(assessment, today, needsReason, TOTALS_MODES, offered)), data);
  const totals = readTotals(definition, typedTotals(values, definition.scales), check);
  if (about.ok && totals.ok) {
    const answers = [...totals.value].map(([scale, value]) => ({ item: totalItem(scale), value: String(value) }));
    return ok({ ...about.value, answers });
  }
  const errors = [...(about.ok ? [] : about.error.errors), ...(totals.ok ? [] : totals.error)];
  return err({ values, errors });
}
