import { z } from "zod";
import { addMonths, type Day } from "../../../domain/calendar.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import {
  choice,
  type FormProblem,
  optionalDay,
  optionalLongText,
  parseForm,
  problem,
  typedValues,
  version,
} from "../../../forms/form.ts";
import { SUITABILITIES, type Suitability } from "../referral/states.ts";

export const LONGEST_NOTE = 500;

export type AcceptanceTyped = {
  version: number;
  suitability: Suitability | null;
  readyFromOn: Day | null;
  note: string | null;
};

const plain = z.object({ version, note: optionalLongText("Note to the referrer", LONGEST_NOTE) });

const afterConversation = (today: Day) =>
  z.object({
    version,
    suitability: choice(SUITABILITIES, "Select what the conversation came to"),
    readyFromOn: optionalDay("Ready from", {
      from: today,
      to: addMonths(today, 24),
      outside: "Ready from must be today or within two years",
    }),
    note: optionalLongText("Note", LONGEST_NOTE),
  });

/** Of each answer, what else must be said: until when, or who was told (docs/rules/main-job.md 6). */
function wanting(typed: AcceptanceTyped): { field: string; text: string } | null {
  if (typed.suitability === "suitable-not-ready" && typed.readyFromOn === null)
    return { field: "readyFromOn", text: "Enter the day from which the carer will be ready" };
  if (typed.suitability === "needs-more" && typed.note === null)
    return { field: "note", text: "Enter who was told that the carer needs more than this" };
  return null;
}

/** Accepting a parenting programme is a yes with a note; CBT follows a suitability conversation. */
export function parseAcceptance(
  data: FormData,
  route: "parenting" | "cbt",
  today: Day,
): Result<AcceptanceTyped, FormProblem> {
  if (route === "parenting") {
    const read = parseForm(plain, data);
    return read.ok ? ok({ ...read.value, suitability: null, readyFromOn: null }) : read;
  }
  const read = parseForm(afterConversation(today), data);
  if (!read.ok) return read;
  const missing = wanting(read.value);
  if (missing) return err(problem(typedValues(data), missing.field, missing.text));
  const isLater = read.value.suitability === "suitable-not-ready";
  return ok({ ...read.value, readyFromOn: isLater ? read.value.readyFromOn : null });
}
