import { z } from "zod";
import type { Day } from "../../../domain/calendar.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { type FormError, type FormProblem, optionalText, parseForm, typedValues } from "../../../forms/form.ts";
import { readDay } from "../../../forms/read-day.ts";
import { type ArrangementTerms, parseTerms } from "../care/arrangement-form.ts";
import { type ContactDetails, contactProblem } from "../contacts/contact.ts";
import { emailKey, postcodeKey, telephoneKey } from "../contacts/contact-keys.ts";
import { readSafety, SAFETY_FIELDS } from "../contacts/safe-hours-form.ts";
import { choiceOr } from "../family/choice-or.ts";
import { YES_NO } from "../family/family-words.ts";
import { type PersonDetails, parsePerson } from "../people/person-form.ts";
import type { TypedPerson } from "./lookalikes.ts";

export const MOST_CHILDREN = 8;

export type NewFamily = {
  carer: PersonDetails;
  contacts: ContactDetails[];
  children: PersonDetails[];
  arrangement: ArrangementTerms;
};

/** How many children the form has room for: one at first, one more each time it is asked for. */
export function childrenAskedFor(data: FormData): number {
  const typed = Number(data.get("children") ?? 1);
  const count = Number.isInteger(typed) ? typed : 1;
  return Math.min(MOST_CHILDREN, Math.max(1, count));
}

/** The part of a form whose names begin with a prefix, under their own names. */
function partOf(data: FormData, prefix: string): FormData {
  const part = new FormData();
  for (const [name, value] of data)
    if (name.startsWith(`${prefix}-`)) part.append(name.slice(prefix.length + 1), value);
  return part;
}

function errorsOf<T>(read: Result<T, FormProblem>, prefix: string, whose = ""): FormError[] {
  if (read.ok) return [];
  return read.error.errors.map(({ field, text }) => ({ field: `${prefix}-${field}`, text: `${whose}${text}` }));
}

const contactsSchema = z.object({
  ...SAFETY_FIELDS,
  mobile: optionalText("Mobile number", 30),
  email: optionalText("Email address", 200),
  placeConfidential: choiceOr({ ...YES_NO, "not-said": "" }, "not-said"),
  postcode: optionalText("Postcode", 10),
});

/** The carer's contacts as far as they were given; whether it is safe to use them is asked of all at once. */
function parseContacts(data: FormData): Result<ContactDetails[], FormProblem> {
  const read = parseForm(contactsSchema, data);
  if (!read.ok) return read;
  const errors: FormError[] = [];
  const { mobile, email, placeConfidential, postcode, ...typed } = read.value;
  const safety = readSafety(typed);
  if (!safety.ok) errors.push(safety.error);
  // Nothing that tells where they live is kept before it was said who may read it (docs/rules/people-and-words.md).
  if (postcode !== null && placeConfidential === "not-said")
    errors.push({ field: "placeConfidential", text: "Select whether where they live is confidential" });
  const given = Object.entries({ mobile, email, postcode }) as ["mobile" | "email" | "postcode", string | null][];
  const contacts = given.flatMap(([kind, value]): ContactDetails[] => {
    const wrong = value && contactProblem(kind, value);
    if (wrong) errors.push({ field: kind, text: wrong });
    if (!value || !safety.ok) return [];
    const confidential = kind === "postcode" && placeConfidential === "yes" ? "yes" : "no";
    return [{ kind, value, ...safety.value, confidential, shared: "not-known", doNotUseReason: null }];
  });
  return errors.length > 0 ? err({ values: typedValues(data), errors }) : ok(contacts);
}

/** Reads a new family: a carer, at least one child, the care arrangement between them. Every error of every part is told. */
export function parseNewFamily(data: FormData, today: Day): Result<NewFamily, FormProblem> {
  const carer = parsePerson(partOf(data, "carer"), today);
  const contacts = parseContacts(partOf(data, "contact"));
  const numbers = Array.from({ length: childrenAskedFor(data) }, (_, at) => at + 1);
  const children = numbers.map((number) => parsePerson(partOf(data, `child${number}`), today));
  const arrangement = parseTerms(partOf(data, "arrangement"), today);
  if (carer.ok && contacts.ok && arrangement.ok && children.every((child) => child.ok))
    return ok({
      carer: carer.value.details,
      contacts: contacts.value,
      children: children.map((child) => child.value.details),
      arrangement: arrangement.value,
    });
  const ofChildren = children.flatMap((child, at) =>
    errorsOf(child, `child${at + 1}`, children.length > 1 ? `Child ${at + 1}: ` : "Child: "),
  );
  return err({
    values: typedValues(data),
    errors: [
      ...errorsOf(carer, "carer", "Carer: "),
      ...errorsOf(contacts, "contact"),
      ...ofChildren,
      ...errorsOf(arrangement, "arrangement"),
    ],
  });
}

/** The contacts are typed for the carer alone. */
const keys = (isCarer: boolean, key: string | null): string[] => (isCarer && key !== null ? [key] : []);

/** The people of a form as far as they have been typed, for the look at who is alike. */
export function typedPeople(data: FormData): TypedPerson[] {
  const values = typedValues(data);
  const typed = (name: string): string => [values[name] ?? ""].flat()[0]!.trim();
  const numbers = Array.from({ length: childrenAskedFor(data) }, (_, at) => `child${at + 1}`);
  return ["carer", ...numbers].flatMap((who): TypedPerson[] => {
    const givenName = typed(`${who}-givenName`).slice(0, 100);
    if (givenName === "") return [];
    const isCarer = who === "carer";
    const boxes = ["day", "month", "year"].map((part) => typed(`${who}-birthOn-${part}`)).join("/");
    const birth = readDay(boxes, "Birth date");
    const isGuess = typed(`${who}-birthCertainty`) === "estimated";
    return [
      {
        kind: isCarer ? "carer" : "child",
        givenName,
        familyName: typed(`${who}-familyName`).slice(0, 100) || null,
        birthOn: birth.ok ? birth.value : null,
        birthCertainty: birth.ok ? (isGuess ? "estimated" : "exact") : "not-known",
        telephones: keys(isCarer, telephoneKey(typed("contact-mobile"))),
        emails: keys(isCarer, emailKey(typed("contact-email"))),
        postcodes: keys(isCarer, postcodeKey(typed("contact-postcode"))),
      },
    ];
  });
}
