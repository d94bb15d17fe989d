import { z } from "zod";
import { err, type Result } from "../../../domain/result.ts";
import { choice, type FormProblem, parseForm, problem, typedValues, version } from "../../../forms/form.ts";
import { WHO } from "../show/ending-form.ts";
import { WHY } from "./unanswered.ts";

const why = z.object({
  version,
  reason: choice(WHY, "Select why it was not answered"),
  who: z.enum(["", ...WHO]).default(""),
});
export type WhyTyped = z.output<typeof why>;

/** Reads why a pack was not answered. A death is somebody's: which of the two is asked where they differ. */
export function parseWhy(data: FormData, hasChild: boolean): Result<WhyTyped, FormProblem> {
  const read = parseForm(why, data);
  if (!read.ok || read.value.reason !== "died" || !hasChild || read.value.who !== "") return read;
  return err(problem(typedValues(data), "who", "Select who died"));
}
