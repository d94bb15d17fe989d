import { z } from "zod";
import { err, ok, type Result } from "../../domain/result.ts";
import { choice, type FormProblem, parseForm, text, typedValues, version } from "../../forms/form.ts";
import { type Asked, DEFAULT_SHARE } from "./second-keying.ts";

export const STATES = { on: "On", off: "Off" } as const;

const shape = z.object({
  state: choice(STATES, "Select whether second keying is on"),
  percent: z.string().default(""),
  reason: text("Why it is changed", 500),
  version,
});

const PERCENT = /^(100|[1-9][0-9]?)\s*%?$/;
const WRONG = { field: "percent", text: "Share must be a whole number from 1 to 100" };

/** Reads a change of second keying. The share is asked only while it is on, in whole per cent. */
export function parseSecondKeying(data: FormData): Result<Asked & { version: number }, FormProblem> {
  const form = parseForm(shape, data);
  const values = typedValues(data);
  const typed = PERCENT.exec([values.percent ?? ""].flat()[0]?.trim() ?? "");
  const isWrong = typed === null && values.state === "on";
  if (!form.ok) return isWrong ? err({ values, errors: [...form.error.errors, WRONG] }) : form;
  if (isWrong) return err({ values, errors: [WRONG] });
  const { state, reason, version: seen } = form.value;
  return ok({ on: state === "on", share: typed ? Number(typed[1]) / 100 : DEFAULT_SHARE, reason, version: seen });
}
