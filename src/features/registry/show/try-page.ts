import { errorList, field, radios, select } from "../../../forms/field.ts";
import { BLANK, type FormProblem, typedValues } from "../../../forms/form.ts";
import {
  type Answer,
  type Answers,
  checkAnswers,
  codesOf,
  type Definition,
  defaultBandSystem,
  type Informant,
  itemsOnForm,
  provenanceLine,
  reasonWords,
  type ScaleScore,
  scoreResponse,
  shownScore,
} from "../../../measures/index.ts";
import { measurePaths } from "../paths.ts";
import { breadcrumbsOf } from "../permission/crumbs-page.ts";
import { markOf } from "./fact-rows.ts";

const WORDS: Record<string, Answer> = { "": "blank", n: "not-applicable", d: "declined" };

const chosen = (form: FormProblem, name: string): string => [form.values[name] ?? ""].flat()[0] ?? "";

const formOf = (definition: Definition, form: FormProblem) =>
  definition.forms.find(({ id }) => id === chosen(form, "form")) ?? definition.forms[0]!;

const informantOf = ({ informants }: Definition, form: FormProblem): Informant =>
  informants.codes.find((code) => code === chosen(form, "informant")) ?? informants.codes[0]!;

/** What was keyed, by item; what is no number and no known letter is a problem of its own. */
function readAnswers(definition: Definition, form: FormProblem, formId: string) {
  const answers = new Map<number, Answer>();
  const errors: FormProblem["errors"] = [];
  for (const { number } of itemsOnForm(definition, formId)) {
    const typed = chosen(form, `i-${number}`).trim().toLowerCase();
    if (/^\d{1,3}$/.test(typed)) answers.set(number, Number(typed));
    else if (Object.hasOwn(WORDS, typed)) answers.set(number, WORDS[typed]!);
    else errors.push({ field: `i-${number}`, text: `Item ${number} must be one of its codes, n, d, or empty` });
  }
  const wrong = checkAnswers(definition, formId, answers).map(({ item, text }) => ({
    field: `i-${item}`,
    text: `Item ${item}: ${text}`,
  }));
  return { answers, errors: [...errors, ...wrong] };
}

const bandsSaid = (definition: Definition, score: ScaleScore): string =>
  score.kind === "unscored"
    ? ""
    : [...score.bands]
        .sort((a) => (a.system === defaultBandSystem(definition) ? -1 : 1))
        .map((band) => `${band.name} (${band.system})${markOf(band)}`)
        .join("; ");

function scoreRows(
  definition: Definition,
  formId: string,
  answers: Answers,
  informant: Informant,
  age: number | undefined,
) {
  const { scores } = scoreResponse(definition, formId, answers, { informant, ageYears: age });
  return scores.map((score) => {
    const scale = definition.scales.find(({ id }) => id === score.scale);
    return [
      { text: scale?.title ?? score.scale },
      {
        text:
          score.kind === "scored"
            ? `${shownScore(score.value)}${scale ? markOf(scale) : ""}`
            : `No score: ${reasonWords(score.reason)}`,
      },
      { text: bandsSaid(definition, score) },
      { text: `${score.answered} of ${score.items}${score.kind === "scored" && score.prorated ? ", prorated" : ""}` },
      {
        text: `${provenanceLine(definition, score)}${scale?.missing ? `. Rule for missing answers${markOf(scale.missing) || " (verified)"}` : ""}`,
      },
    ];
  });
}

function ageOf(form: FormProblem): { age: number | undefined; errors: FormProblem["errors"] } {
  const typed = chosen(form, "age").trim();
  if (typed === "") return { age: undefined, errors: [] };
  const age = /^\d{1,3}$/.test(typed) ? Number(typed) : Number.NaN;
  return age <= 120
    ? { age, errors: [] }
    : { age: undefined, errors: [{ field: "age", text: "Age must be a whole number from 0 to 120" }] };
}

const codesSaid = (definition: Definition, item: Definition["items"][number]) => codesOf(definition, item).join(", ");

/** The form on which answers are keyed to see what scoring makes of them, and the scores when `data` holds some. Nothing is kept. */
export function tryPage(definition: Definition, data?: FormData) {
  const typed: FormProblem = data ? { values: typedValues(data), errors: [] } : BLANK;
  const { id: formId } = formOf(definition, typed);
  const informant = informantOf(definition, typed);
  const { answers, errors } = readAnswers(definition, typed, formId);
  const { age, errors: ageErrors } = ageOf(typed);
  const form = { values: typed.values, errors: [...ageErrors, ...errors] };
  const forms = Object.fromEntries(definition.forms.map(({ id, title }) => [id, title]));
  const informants = Object.fromEntries(definition.informants.codes.map((code) => [code, code.replaceAll("-", " ")]));
  const defaults = { values: { ...form.values, form: formId, informant }, errors: [] };
  return {
    title: `Try ${definition.acronym}`,
    errors: errorList(form),
    breadcrumbs: breadcrumbsOf(definition, "Try a score"),
    isWrong: form.errors.length > 0,
    form: definition.forms.length > 1 ? radios("form", forms, defaults) : null,
    informant: definition.informants.codes.length > 1 ? select("informant", informants, defaults) : null,
    age: definition.scales.some(({ bands }) => bands.some((set) => set.ages)) ? field("age", form) : null,
    items: itemsOnForm(definition, formId).map((item) => ({
      ...field(`i-${item.number}`, form),
      label: `${item.number} ${item.topic} (${codesSaid(definition, item)})`,
    })),
    scores: data && form.errors.length === 0 ? scoreRows(definition, formId, answers, informant, age) : null,
    backHref: measurePaths.show(definition.id),
  };
}
