import type { BothTexts } from "../../../forms/both-texts.ts";
import { BLANK, type FormProblem } from "../../../forms/form.ts";
import {
  checkboxQuestion,
  inlineQuestion,
  inputQuestion,
  type Question,
  radioQuestion,
} from "../../../forms/form-page.ts";
import type { Contact } from "../contacts/contact.ts";
import { contactValues } from "../contacts/contact-form.ts";
import { type Family, nameOf, type Person, personIn } from "../family/family.ts";
import { familyFormPage } from "../family/family-form-page.ts";
import { CONTACT_KINDS, SAFE, WEEKDAYS, YES_NO, YES_NO_NOT_KNOWN } from "../family/family-words.ts";
import { familyPaths } from "../paths.ts";
import { contactNote } from "./people-page.ts";

const nameIn = (family: Family, contact: Contact): string => {
  const person = personIn(family, contact.personId);
  return person ? nameOf(person) : family.reference;
};

const TIME = { classes: "govuk-input--width-5", autocomplete: "off" };

/** Whether and when it is safe: in words, which everybody reads first, and as days and times, by which we say "now". */
const safetyQuestions = (form: FormProblem): Question[] => [
  radioQuestion("safe", "Is it safe to use?", SAFE, form),
  inputQuestion("safeTimes", "If only at some times: when, and why (optional)", form, {
    hint: "Whoever rings reads this first. For example, school mornings, her son may be there at other times",
  }),
  ...hoursQuestions(form),
];

/** On which days, from when to when. `prefix` keeps them apart on a form with other people. */
export const hoursQuestions = (form: FormProblem, prefix = ""): Question[] => [
  checkboxQuestion(
    `${prefix}safeDays`,
    "On which days? (optional)",
    WEEKDAYS,
    form,
    "With days and times we can say whether it is safe now",
  ),
  inputQuestion(`${prefix}safeFrom`, "Safe from (optional)", form, { ...TIME, hint: "For example, 9:30am" }),
  inputQuestion(`${prefix}safeTo`, "Safe until (optional)", form, { ...TIME, hint: "For example, 2:45pm" }),
  inlineQuestion(
    `${prefix}schoolDays`,
    "Only while the children are at school?",
    YES_NO,
    form,
    "Then no weekend, bank holiday or time when schools may be on holiday counts as safe",
  ),
];

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
  ...safetyQuestions(form),
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
    intro: `${CONTACT_KINDS[contact.kind]}${contact.value === "" ? "" : ` ${contact.value}`} (${contactNote(contact)}): from today it is not used. It stays on file as an earlier contact.`,
    sections: [],
    submit: "End contact",
    cancelHref: familyPaths.person(family.id, contact.personId),
    version: contact.version,
    stale,
  });
