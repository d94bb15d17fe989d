import type { BothTexts } from "../../../forms/both-texts.ts";
import { BLANK, type FormProblem } from "../../../forms/form.ts";
import { inlineQuestion, inputQuestion, type Question, radioQuestion } from "../../../forms/form-page.ts";
import type { Contact } from "../contacts/contact.ts";
import { contactValues } from "../contacts/contact-form.ts";
import { type Family, nameOf, type Person, personIn } from "../family/family.ts";
import { familyFormPage } from "../family/family-form-page.ts";
import { CONTACT_KINDS, SAFE, YES_NO, YES_NO_NOT_KNOWN } from "../family/family-words.ts";
import { familyPaths } from "../paths.ts";

const nameIn = (family: Family, contact: Contact): string => {
  const person = personIn(family, contact.personId);
  return person ? nameOf(person) : family.reference;
};

const questions = (form: FormProblem, valueHint?: string): Question[] => [
  inlineQuestion("kind", "What kind of contact is it?", CONTACT_KINDS, form),
  inputQuestion("value", "Number, address or postcode", form, { hint: valueHint, autocomplete: "off" }),
  inlineQuestion(
    "confidential",
    "Is it confidential?",
    YES_NO,
    form,
    "Masked everywhere. To see it takes a deliberate press, which is recorded",
  ),
  radioQuestion("safe", "Is it safe to use?", SAFE, form),
  inputQuestion("safeTimes", "Safe times (optional)", form, { hint: "For example, school mornings" }),
  inlineQuestion("shared", "Does somebody else use it too?", YES_NO_NOT_KNOWN, form),
  inputQuestion("doNotUseReason", "Do not use it, because (optional)", form),
];

export const newContactPage = (family: Family, person: Person, form: FormProblem = BLANK) =>
  familyFormPage(form, {
    title: "Add a contact",
    caption: nameOf(person),
    sections: [{ questions: questions(form) }],
    submit: "Add contact",
    cancelHref: familyPaths.person(family.id, person.id),
  });

export function editContactPage(
  family: Family,
  contact: Contact,
  given: { form?: FormProblem; stale?: BothTexts } = {},
) {
  const form = given.form ?? { values: contactValues(contact), errors: [] };
  const hint = contact.confidential === "yes" ? "Leave it empty to keep the confidential one on file" : undefined;
  return familyFormPage(form, {
    title: "Change a contact",
    caption: nameIn(family, contact),
    sections: [{ questions: questions(form, hint) }],
    submit: "Save changes",
    cancelHref: familyPaths.person(family.id, contact.personId),
    version: contact.version,
    stale: given.stale,
  });
}

export const endContactPage = (family: Family, contact: Contact, stale?: BothTexts) =>
  familyFormPage(BLANK, {
    title: "End a contact",
    caption: nameIn(family, contact),
    intro: `${CONTACT_KINDS[contact.kind]}${contact.value === "" ? "" : ` ${contact.value}`}: from today it is not used. It stays on file as an earlier contact.`,
    sections: [],
    submit: "End contact",
    cancelHref: familyPaths.person(family.id, contact.personId),
    version: contact.version,
    stale,
  });
