import { z } from "zod";
import { err, type Result } from "../../../domain/result.ts";
import { choice, type FormProblem, optionalLongText, parseForm, typedValues, version } from "../../../forms/form.ts";
import { LATE_REASONS, type LateReasonCode } from "./late-reason.ts";

export const LONGEST_NOTE = 500;

type Typed = { reason: LateReasonCode; note: string | null; version: number };

const shape = z.object({
  version,
  reason: choice(LATE_REASONS, "Select why it is late"),
  note: optionalLongText("What else to know", LONGEST_NOTE),
});

/** Reads why a referral is late; "something else" is told in words. */
export function parseLateReason(data: FormData): Result<Typed, FormProblem> {
  const form = parseForm(shape, data);
  if (!form.ok || form.value.reason !== "other" || form.value.note) return form;
  return err({ values: typedValues(data), errors: [{ field: "note", text: "Enter what the reason is" }] });
}
