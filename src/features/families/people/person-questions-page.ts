import type { FormProblem } from "../../../forms/form.ts";
import {
  dateQuestion,
  inlineQuestion,
  inputQuestion,
  type Question,
  radioQuestion,
  selectQuestion,
} from "../../../forms/form-page.ts";
import {
  BIRTH_CERTAINTIES,
  ETHNICITIES,
  ETHNICITY_STATED_BY,
  LANGUAGES,
  SEXES,
  YES_NO_NOT_KNOWN,
} from "../family/family-words.ts";

type Kind = "carer" | "child";

const { NOBT, ...ASKED } = ETHNICITIES;
const { "not-asked": UNASKED, ...ASKED_LANGUAGES } = LANGUAGES;
const { "not-stated": NOBODY, ...STATED_BY } = ETHNICITY_STATED_BY;

/** The questions about who somebody is. `prefix` keeps several people on one form apart ("child2-"). */
export const nameQuestions = (form: FormProblem, kind: Kind, prefix = ""): Question[] => [
  inputQuestion(`${prefix}givenName`, "Given name", form, {
    hint: "Somebody with one name: write it here",
    classes: "govuk-!-width-one-half",
    autocomplete: "off",
  }),
  inputQuestion(`${prefix}familyName`, "Family name (optional)", form, {
    classes: "govuk-!-width-one-half",
    autocomplete: "off",
  }),
  inputQuestion(`${prefix}knownAs`, "Name they go by (optional)", form, {
    classes: "govuk-!-width-one-half",
    autocomplete: "off",
  }),
  dateQuestion(
    `${prefix}birthOn`,
    "Birth date",
    form,
    kind === "child" ? "For example, 27 3 2017" : "For example, 27 3 1962. For a guess, 1 July of the likely year",
  ),
  radioQuestion(
    `${prefix}birthCertainty`,
    "How sure is the birth date?",
    BIRTH_CERTAINTIES,
    form,
    "A date is taken as exact unless you say otherwise",
  ),
  inlineQuestion(`${prefix}sex`, "Sex", SEXES, form),
];

/** The questions about what matters for reaching and for fairness. Nothing chosen means not known, or not yet asked. */
export const aboutQuestions = (form: FormProblem, kind: Kind, prefix = ""): Question[] => [
  ...(kind === "carer"
    ? [
        selectQuestion(`${prefix}language`, "Language they prefer", ASKED_LANGUAGES, form, UNASKED),
        inlineQuestion(`${prefix}interpreter`, "Do they need an interpreter?", YES_NO_NOT_KNOWN, form),
        inlineQuestion(`${prefix}readingHelp`, "Would they like help with reading?", YES_NO_NOT_KNOWN, form),
      ]
    : []),
  selectQuestion(`${prefix}ethnicity`, "Ethnicity", ASKED, form, NOBT),
  selectQuestion(`${prefix}ethnicityStatedBy`, "Who stated the ethnicity", STATED_BY, form, NOBODY),
  inlineQuestion(`${prefix}disability`, "Are they disabled?", YES_NO_NOT_KNOWN, form),
];
