import { longInstant } from "../../../domain/calendar.ts";
import { countedField, errorList, select } from "../../../forms/field.ts";
import { BLANK, type FormProblem } from "../../../forms/form.ts";
import { measureById } from "../../../measures/index.ts";
import { timepointSaid } from "../assessment/assessment.ts";
import type { Question } from "../assessment/keyed.ts";
import { totalsIn } from "../assessment/typed-totals.ts";
import type { listOpenQueries, Query, QueryState } from "../doubts/clarification-queries.ts";
import { assessmentPaths } from "../paths.ts";
import { answerSaid } from "../show/show-page.ts";
import type { Shown } from "../show/shown-queries.ts";
import { LONGEST_NOTE } from "./clarification-form.ts";

const VERBS: Record<QueryState, string> = { asked: "Asked", answered: "Answered", corrected: "Corrected" };

const questionSaid = ({ number, topic }: Question): string => `${number} ${topic}`;

function shownQuery(query: Query, shown: Shown, answering: { id: string; form: FormProblem } | undefined) {
  const { questions, answers, assessment } = shown;
  const question = questions.find(({ item }) => item === query.item);
  const now = question ? answerSaid(question, answers.get(query.item)) : "";
  const form = answering?.id === query.id ? answering.form : BLANK;
  return {
    heading: `${question ? questionSaid(question) : query.item}: ${now}`,
    tag: { text: VERBS[query.state], classes: query.state === "asked" ? "govuk-tag--orange" : "govuk-tag--grey" },
    timeline: query.events.map(({ verb, note, at, byName }) => ({
      label: { text: VERBS[verb] },
      byline: { text: byName ?? "Kinstep" },
      datetime: { timestamp: at, text: longInstant(at) },
      text: note,
    })),
    answering:
      query.state === "asked"
        ? {
            href: assessmentPaths.answeringQuery(assessment.id, query.id),
            version: query.version,
            id: query.id,
            note: { ...countedField("note", LONGEST_NOTE, form), id: `note-${query.id}` },
          }
        : null,
  };
}

type Forms = { asking?: FormProblem; answering?: { id: string; form: FormProblem } };

/** Error links of an answering lead to that query's own box. */
const errorsOf = ({ asking, answering }: Forms) =>
  answering
    ? errorList(answering.form).map((one) => (one.href === "#note" ? { ...one, href: `#note-${answering.id}` } : one))
    : errorList(asking ?? BLANK);

/** Every query on an assessment, with what was found, and forms to ask and to answer. */
export function queriesPage(shown: Shown, queries: readonly Query[], forms: Forms = {}) {
  const { assessment: a, definition, questions } = shown;
  const choices = Object.fromEntries(questions.map((one) => [one.item, questionSaid(one)]));
  return {
    title: `Queries: ${definition.acronym}, ${a.aboutName}, ${timepointSaid(a.timepoint).toLowerCase()}`,
    errors: errorsOf(forms),
    notices: { asked: "Asked", answered: "Answered. The answer that was doubted stays as it is" },
    breadcrumbs: [
      { text: "Follow-up list", href: assessmentPaths.due() },
      { text: `${definition.acronym}, ${timepointSaid(a.timepoint).toLowerCase()}`, href: assessmentPaths.show(a.id) },
    ],
    queries: queries.map((one) => shownQuery(one, shown, forms.answering)),
    askHref: assessmentPaths.queries(a.id),
    item: itemSelect(choices, forms.asking),
    note: countedField("note", LONGEST_NOTE, forms.asking),
    keyingHref: totalsIn(shown.answers).size > 0 ? assessmentPaths.totals(a.id) : assessmentPaths.keying(a.id),
  };
}

/** Items are numbers or codes as keys: an object would sort them, and that is the form's own order too. */
const itemSelect = (choices: Record<string, string>, form?: FormProblem) =>
  select("item", choices, form ?? BLANK, "Select an answer");

type Open = Awaited<ReturnType<typeof listOpenQueries>>;

/** The open queries, for the follow-up list. */
export const openQueries = (open: Open, count: number) => ({
  count: count === 1 ? "1 answer is in doubt" : `${count} answers are in doubt`,
  rows: open.map(({ assessmentId, measureId, timepoint, aboutGiven, item, note }) => ({
    text: `${measureById(measureId)?.acronym ?? measureId} about ${aboutGiven}, ${timepointSaid(timepoint).toLowerCase()}, item ${item}`,
    href: assessmentPaths.queries(assessmentId),
    note,
  })),
});
