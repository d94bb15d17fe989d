import { z } from "zod";
import { err, ok, type Result } from "../../../domain/result.ts";
import {
  choice,
  choices,
  type FormProblem,
  parseForm,
  problem,
  text,
  typedValues,
  version,
} from "../../../forms/form.ts";
import { type Assessment, NOT_COLLECTED } from "../assessment/assessment.ts";

/** Who of the two that a form knows died: who answers it, or whom it is about. */
export const WHO = ["informant", "about"] as const;

const notCollected = z.object({
  version,
  reason: choice(NOT_COLLECTED, "Select why it was not collected"),
  who: z.enum(["", ...WHO]).default(""),
});
type NotCollected = z.output<typeof notCollected>;

/** Reads why a form was not collected. A death is somebody's: which of the two is asked where they differ. */
export function parseNotCollected(
  data: FormData,
  { informantId, aboutId }: Pick<Assessment, "informantId" | "aboutId">,
): Result<NotCollected, FormProblem> {
  const read = parseForm(notCollected, data);
  if (!read.ok || read.value.reason !== "died") return read;
  if (informantId === aboutId) return ok({ ...read.value, who: "informant" });
  return read.value.who === "" ? err(problem(typedValues(data), "who", "Select who died")) : read;
}

export const EVERYTHING = { all: "They do not want to be asked anything more, on any form" } as const;

const preferredNotTo = z.object({ version, all: choices(EVERYTHING, "Select it or leave it") });
export const parsePreferredNotTo = (data: FormData) => parseForm(preferredNotTo, data);

const reopening = z.object({ version, why: text("Why it is opened again", 500) });
export const parseReopening = (data: FormData) => parseForm(reopening, data);
