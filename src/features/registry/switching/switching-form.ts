import { z } from "zod";
import type { Result } from "../../../domain/result.ts";
import { choice, type FormProblem, optionalText, parseForm, version } from "../../../forms/form.ts";

export const SWITCH_STATES = { on: "On", off: "Off" } as const;

const shape = z.object({
  state: choice(SWITCH_STATES, "Reload the page and try again"),
  reason: optionalText("Why it is switched", 500),
  version,
});

export type Switching = { on: boolean; reason: string | null; version: number };

/** Reads what a questionnaire is switched to, and why (which may be left out). */
export function parseSwitching(data: FormData): Result<Switching, FormProblem> {
  const read = parseForm(shape, data);
  if (!read.ok) return read;
  const { state, reason, version: seen } = read.value;
  return { ok: true, value: { on: state === "on", reason, version: seen } };
}
