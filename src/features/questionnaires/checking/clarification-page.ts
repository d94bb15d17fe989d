import { longInstant } from "../../../domain/calendar.ts";
import { countedField, errorList, select } from "../../../forms/field.ts";
import { BLANK, type FormProblem } from "../../../forms/form.ts";
import { measureById } from "../../../measures/index.ts";
import { timepointSaid } from "../assessment/assessment.ts";
import type { Question } from "../assessment/keyed.ts";
import { totalsIn } from "../assessment/typed-totals.ts";
import type { Clarification, ClarificationState, listOpenClarifications } from "../doubts/clarification-queries.ts";
import { assessmentPaths } from "../paths.ts";
import { answerSaid } from "../show/answer-said.ts";
import type { Shown } from "../show/shown-queries.ts";
import { LONGEST_NOTE } from "./clarification-form.ts";

const VERBS: Record<ClarificationState, string> = { asked: "Asked", answered: "Answered", corrected: "Corrected" };

const questionSaid = ({ number, topic }: Question): string => `${number} ${topic}`;

function shownClarification(
  clarification: Clarification,
  shown: Shown,
  answering: { id: string; form: FormProblem } | undefined,
) {
  const { questions, answers, assessment } = shown;
  const question = questions.find(({ item }) => item === clarification.item);
  const now = question ? answerSaid(question, answers.get(clarification.item)) : "";
  const form = answering?.id === clarification.id ? answering.form : BLANK;
  return {
    heading: `${question ? questionSaid(question) : clarification.item}: ${now}`,
    tag: {
      text: VERBS[clarification.state],
      classes: clarification.state === "asked" ? "govuk-tag--orange" : "govuk-tag--grey",
    },
    timeline: clarification.events.map(({ verb, note, at, byName }) => ({
      label: { text: VERBS[verb] },
      byline: { text: byName ?? "Kinstep" },
      datetime: { timestamp: at, text: longInstant(at) },
      text: note,
    })),
    answering:
      clarification.state === "asked"
        ? {
            href: assessmentPaths.answeringClarification(assessment.id, clarification.id),
            version: clarification.version,
            id: clarification.id,
            note: { ...countedField("note", LONGEST_NOTE, form), id: `note-${clarification.id}` },
          }
        : null,
  };
}

type Forms = { asking?: FormProblem; answering?: { id: string; form: FormProblem } };

/**
 * Error links of an answering lead to that clarification's own box. Where somebody else was first there is no such box any
 * more: what was typed stands in the sentence.
 */
const errorsOf = ({ asking, answering }: Forms) =>
  answering
    ? errorList(answering.form).map(({ text, href }) =>
        href === undefined
          ? { text: `${text}: ${[answering.form.values.note ?? ""].flat()[0]}` }
          : { text, href: href === "#note" ? `#note-${answering.id}` : href },
      )
    : errorList(asking ?? BLANK);

/** Every clarification on an assessment, with what was found, and forms to ask and to answer. */
export function clarificationsPage(shown: Shown, clarifications: readonly Clarification[], forms: Forms = {}) {
  const { assessment: a, definition, questions } = shown;
  const choices = Object.fromEntries(questions.map((one) => [one.item, questionSaid(one)]));
  return {
    title: `Clarifications: ${definition.acronym}, ${a.aboutName}, ${timepointSaid(a.timepoint).toLowerCase()}`,
    errors: errorsOf(forms),
    notices: { asked: "Asked", answered: "Answered. The answer that was doubted stays as it is" },
    breadcrumbs: [
      { text: "Follow-up list", href: assessmentPaths.due() },
      { text: `${definition.acronym}, ${timepointSaid(a.timepoint).toLowerCase()}`, href: assessmentPaths.show(a.id) },
    ],
    clarifications: clarifications.map((one) => shownClarification(one, shown, forms.answering)),
    askHref: assessmentPaths.clarifications(a.id),
    item: itemSelect(choices, forms.asking),
    note: countedField("note", LONGEST_NOTE, forms.asking),
    keyingHref: totalsIn(shown.answers).size > 0 ? assessmentPaths.totals(a.id) : assessmentPaths.keying(a.id),
  };
}

/** Items are numbers or codes as keys: an object would sort them, and that is the form's own order too. */
const itemSelect = (choices: Record<string, string>, form?: FormProblem) =>
  select("item", choices, form ?? BLANK, "Select an answer");

type Open = Awaited<ReturnType<typeof listOpenClarifications>>;

/** The open clarifications, for the follow-up list. */
export const openClarifications = (open: Open, count: number) => ({
  count: count === 1 ? "1 answer is in doubt" : `${count} answers are in doubt`,
  rows: open.map(({ assessmentId, measureId, timepoint, aboutGiven, item, note }) => ({
    text: `${measureById(measureId)?.acronym ?? measureId} about ${aboutGiven}, ${timepointSaid(timepoint).toLowerCase()}, item ${item}`,
    href: assessmentPaths.clarifications(assessmentId),
    note,
  })),
});
