import { z } from "zod";
import { err, ok, type Result } from "../../../domain/result.ts";
import {
  choice,
  type FormProblem,
  optionalText,
  parseForm,
  problem,
  text,
  typedValues,
  version,
} from "../../../forms/form.ts";
import { choiceOr } from "../family/choice-or.ts";
import { CONTACT_KINDS, YES_NO, YES_NO_NOT_KNOWN } from "../family/family-words.ts";
import { type ContactDetails, contactProblem } from "./contact.ts";
import { readSafety, SAFETY_FIELDS, safetyValues } from "./safe-hours-form.ts";

const shape = {
  version: version.default(0),
  kind: choice(CONTACT_KINDS, "Select what kind of contact this is"),
  confidential: choiceOr(YES_NO, "no"),
  ...SAFETY_FIELDS,
  shared: choiceOr(YES_NO_NOT_KNOWN, "not-known"),
  doNotUseReason: optionalText("Reason not to use it", 200),
};
const schema = z.object({ ...shape, value: text("Contact", 300) });
const valueMayStay = z.object({ ...shape, value: optionalText("Contact", 300) });

export type TypedContact = { details: Omit<ContactDetails, "value"> & { value: string | null }; version: number };

/**
 * Reads a contact. `keepsValue`: an empty value keeps the one on file, which a confidential contact's form does not show.
 */
export function parseContact(data: FormData, keepsValue = false): Result<TypedContact, FormProblem> {
  const read = keepsValue ? parseForm(valueMayStay, data) : parseForm(schema, data);
  if (!read.ok) return read;
  const { version, kind, value, confidential, shared, doNotUseReason, ...typed } = read.value;
  const wrong = value === null ? null : contactProblem(kind, value);
  if (wrong) return err(problem(typedValues(data), "value", wrong));
  const safety = readSafety(typed);
  if (!safety.ok) return err(problem(typedValues(data), safety.error.field, safety.error.text));
  return ok({ version, details: { kind, value, confidential, shared, doNotUseReason, ...safety.value } });
}

/** A kept contact as a form shows it; a confidential value is never put into a page. */
export const contactValues = (contact: ContactDetails): FormProblem["values"] => ({
  kind: contact.kind,
  value: contact.confidential === "yes" ? "" : contact.value,
  confidential: contact.confidential,
  ...safetyValues(contact),
  shared: contact.shared,
  doNotUseReason: contact.doNotUseReason ?? "",
});
