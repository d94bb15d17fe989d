import { z } from "zod";
import { err, ok, type Result } from "../../../domain/result.ts";
import { choice, type FormError, type FormProblem, optionalText, parseForm, version } from "../../../forms/form.ts";
import { type Contact, isSafetySaid, NO_HOURS, SAFE } from "../../families/index.ts";

/** The name of one field about one number. */
export const safetyField = (what: "safe" | "times" | "version", contact: Pick<Contact, "id">): string =>
  `${what}-${contact.id}`;

/** What a worker calls a number that they may see; of a confidential one only what it is. */
export const numberSaid = ({ value, confidential }: Contact): string =>
  confidential === "yes" ? "the confidential number" : value;

/** The words and the answer that stand with each number: they fill the form. */
export const safetyValues = (phones: readonly Contact[]): FormProblem["values"] =>
  Object.fromEntries(
    phones.flatMap((one) => [
      [safetyField("safe", one), one.safe === "not-known" ? "" : one.safe],
      [safetyField("times", one), one.safeTimes ?? ""],
    ]),
  );

const { "not-known": _notKnown, ...ANSWERS } = SAFE;
export const SAFE_ANSWERS = ANSWERS;

export type SafetyChange = { contact: Contact; version: number };

/** One number's answer: blank is refused, since nobody may be rung where nobody asked; and one number says one thing. */
function readOne(data: FormData, before: Contact): Result<SafetyChange, FormError[]> {
  const [safe, times, seen] = [
    safetyField("safe", before),
    safetyField("times", before),
    safetyField("version", before),
  ];
  const read = parseForm(
    z.object({
      [safe]: choice(ANSWERS, `Select whether it is safe to ring ${numberSaid(before)}. Ask the carer`),
      [times]: optionalText("Safe times", 500),
      [seen]: version,
    }),
    data,
  );
  if (!read.ok) return err(read.error.errors);
  const typed = { safe: read.value[safe] as Contact["safe"], safeTimes: read.value[times] as string | null };
  const hours = typed.safe === "at-times" ? {} : NO_HOURS;
  const contact = { ...before, ...typed, ...hours };
  if (typed.safe === "yes" && typed.safeTimes !== null)
    return err([{ field: safe, text: "Select “Only at some times”, or leave the times empty" }]);
  if (!isSafetySaid(contact)) return err([{ field: times, text: "Enter the times when it is safe" }]);
  return ok({ contact, version: read.value[seen] as number });
}

const isChanged = (after: Contact, before: Contact): boolean =>
  after.safe !== before.safe || after.safeTimes !== before.safeTimes || after.safeDays !== before.safeDays;

/** What was said about each number, as far as it differs from what stands with it. */
export function readSafety(data: FormData, phones: readonly Contact[]): Result<SafetyChange[], FormError[]> {
  const read = phones.map((before) => ({ before, answer: readOne(data, before) }));
  const errors = read.flatMap(({ answer }) => (answer.ok ? [] : answer.error));
  if (errors.length > 0) return err(errors);
  return ok(
    read.flatMap(({ before, answer }) => (answer.ok && isChanged(answer.value.contact, before) ? [answer.value] : [])),
  );
}
