import type { BothTexts } from "./both-texts.ts";
import { checkboxes, countedField, dateField, errorList, field, radios, select, type Wording } from "./field.ts";
import { BLANK, type FormProblem } from "./form.ts";

type Told = {
  hint?: string;
  classes?: string;
  type?: string;
  inputmode?: string;
  autocomplete?: string;
  attributes?: Readonly<Record<string, boolean>>;
};

/**
 * A page that is one form. The view shows each question by its kind; an empty error list and no `stale` are the usual case. `whose`: read
 * out with the name of a group, where a form asks the same of several people.
 */
export type Question = { whose?: string } & (
  | ({ kind: "input"; label: string } & Told & ReturnType<typeof field>)
  | ({ kind: "textarea"; label: string } & Told & ReturnType<typeof countedField>)
  | ({ kind: "radios"; legend: string; hint?: string; classes?: string } & ReturnType<typeof radios>)
  | ({ kind: "checkboxes"; legend: string; hint?: string; classes?: string } & ReturnType<typeof checkboxes>)
  | ({ kind: "select"; label: string; hint?: string } & ReturnType<typeof select>)
  | ({ kind: "date"; legend: string; hint?: string } & ReturnType<typeof dateField>)
);

/** `more`: questions that most forms leave alone, folded away until one of them has been answered or is wrong. */
export type Section = { heading?: string; text?: string; questions: Question[]; more?: More };
export type More = { summary: string; questions: Question[]; isOpen: boolean };

/** A section about one of several people: each of its groups says whose it is. */
export const ofWhom = (whose: string, { questions, more, ...section }: Section): Section => {
  const theirs = (all: readonly Question[]) => all.map((one) => ({ ...one, whose }));
  return {
    ...section,
    questions: theirs(questions),
    ...(more && { more: { ...more, questions: theirs(more.questions) } }),
  };
};

const isTouched = (question: Question): boolean =>
  question.errorMessage !== undefined ||
  ("value" in question && question.value !== "") ||
  ("values" in question && question.values.length > 0) ||
  ("items" in question && question.kind === "date" && question.items.some((item) => item.value !== ""));

export const moreQuestions = (summary: string, questions: Question[]): More => ({
  summary,
  questions,
  isOpen: questions.some(isTouched),
});

export const inputQuestion = (name: string, label: string, form: FormProblem, told: Told = {}): Question => ({
  kind: "input",
  label,
  ...told,
  ...field(name, form),
});

/** A long answer of at most `most` characters. */
export const textQuestion = (
  name: string,
  label: string,
  most: number,
  form: FormProblem,
  hint?: string,
): Question => ({
  kind: "textarea",
  label,
  hint,
  ...countedField(name, most, form),
});

export const radioQuestion = (
  name: string,
  legend: string,
  codes: Wording,
  form: FormProblem,
  hint?: string,
): Question => ({
  kind: "radios",
  legend,
  hint,
  ...radios(name, codes, form),
});

export const inlineQuestion = (
  name: string,
  legend: string,
  codes: Wording,
  form: FormProblem,
  hint?: string,
): Question => ({
  kind: "radios",
  legend,
  hint,
  classes: "govuk-radios--inline",
  ...radios(name, codes, form),
});

/** Any number of a list, side by side where there is room. */
export const checkboxQuestion = (
  name: string,
  legend: string,
  codes: Wording,
  form: FormProblem,
  hint?: string,
): Question => ({
  kind: "checkboxes",
  legend,
  hint,
  ...checkboxes(name, codes, form),
});

export const selectQuestion = (
  name: string,
  label: string,
  codes: Wording,
  form: FormProblem,
  prompt?: string,
): Question => ({
  kind: "select",
  label,
  ...select(name, codes, form, prompt),
});

export const dateQuestion = (name: string, legend: string, form: FormProblem, hint?: string): Question => ({
  kind: "date",
  legend,
  hint,
  ...dateField(name, form),
});

export type FormPage = {
  title: string;
  caption?: string;
  intro?: string;
  warning?: string;
  sections: Section[];
  submit: string;
  cancelHref: string;
  version?: number;
  stale?: BothTexts;
};

/** The model of `@forms/form`: what the page asks, and its error summary. */
export const formPage = (form: FormProblem = BLANK, given: FormPage) => ({
  ...given,
  errors: errorList(form),
});
