import { longDay } from "../../../domain/calendar.ts";
import { midSentence } from "../../../domain/mid-sentence.ts";
import { addressOf, countWords, type Page, pageLinks } from "../../../domain/paging.ts";
import { errorList, field, radios } from "../../../forms/field.ts";
import { BLANK, type FormProblem } from "../../../forms/form.ts";
import { licenceFor, measureById } from "../../../measures/index.ts";
import { shownProportion } from "../../../statistics/display.ts";
import { wilson } from "../../../statistics/wilson.ts";
import { type Assessment, timepointSaid } from "../assessment/assessment.ts";
import { DECLINED, NOT_APPLICABLE, type Question } from "../assessment/keyed.ts";
import type { KeyingCounts, OpenForm } from "../doubts/open-keyings-queries.ts";
import { type Difference, KEYINGS_COUNTED, type NotNow } from "../doubts/second-keying.ts";
import { blocksOf } from "../keying/keying-page.ts";
import { assessmentPaths } from "../paths.ts";
import { typedAnswers } from "../sheet/keying-form.ts";
import type { AskedSheet } from "../sheet/sheet-queries.ts";
import { answerSaid } from "../show/answer-said.ts";
import { BLANK_CHOICE, choiceField } from "./adjudication-form.ts";

const breadcrumbs = [
  { text: "Follow-up list", href: assessmentPaths.due() },
  { text: "Second keying", href: assessmentPaths.secondKeyings },
];

type Open = OpenForm;

/** Where one drawn form stands, and what the one who looks may do about it. */
function rowOf(open: Open, userId: string) {
  const name = measureById(open.measureId)?.acronym ?? open.measureId;
  const about = [open.aboutGiven, open.aboutFamily].filter(Boolean).join(" ");
  const differ = (open.differ ?? 0) - Number(open.judged);
  const isSecond = open.differ === null;
  const mine = isSecond && Number(open.own) + Number(open.saw) > 0;
  const known = Number(open.own) > 0 ? "You corrected it" : "You have seen its answers";
  const why = open.firstBy === userId ? "You keyed it first" : known;
  const what = isSecond ? "Key it again" : "Say what the form says";
  const href = isSecond ? assessmentPaths.secondKeying(open.id) : assessmentPaths.adjudication(open.id);
  const said = `${name} about ${about}, ${timepointSaid(open.timepoint).toLowerCase()}`;
  return [
    { text: said, ...(!mine && { href, hiddenText: `: ${midSentence(what)}` }) },
    mine ? { text: `${why}: somebody else keys it again` } : { text: what },
    { text: "Say why not", href: assessmentPaths.endingSecondKeying(open.id), hiddenText: `, ${name} about ${about}` },
    {
      text: isSecond
        ? "Waiting for a second keying"
        : `${differ} ${differ === 1 ? "answer differs" : "answers differ"}`,
    },
  ];
}

function ratesSaid({ forms, fields, differ, settledFields, wrong }: KeyingCounts): string[] {
  if (forms === 0) return ["No form has been keyed twice yet."];
  const latest = forms === KEYINGS_COUNTED ? `the latest ${forms.toLocaleString("en-GB")}` : String(forms);
  return [
    `Keyed twice: ${latest} ${forms === 1 ? "form" : "forms"}. Answers in which the two keyings differ: ${shownProportion(wilson(differ, fields))}.`,
    settledFields === 0
      ? "The field error rate is not known before the differences are settled."
      : `Field error rate, answers that the first keying had wrong on forms whose differences are settled: ${shownProportion(wilson(wrong, settledFields))}.`,
  ];
}

type Listing = {
  open: Page<Open>;
  count: number;
  counts: KeyingCounts;
  isOn: boolean;
};

/** What was drawn and waits, what differs and is not settled, and how often keying errs. */
export const secondKeyingsPage = ({ open, count, counts, isOn }: Listing, userId: string) => ({
  title: "Second keying",
  breadcrumbs: breadcrumbs.slice(0, 1),
  notices: {
    keyed: "Keyed again. Both keyings say the same",
    settled: "Settled, and scored again where it was needed",
    closed: "Closed, with the reason",
  },
  isOn,
  rates: ratesSaid(counts),
  count: countWords(count, "form is open", "forms are open"),
  rows: open.rows.map((one) => rowOf(one, userId)),
  ...pageLinks(open, (place) => addressOf(assessmentPaths.secondKeyings, place)),
});

/** The form to key for the second time. Nothing of the first keying stands on it. */
export function secondKeyingPage(a: Assessment, sheet: AskedSheet, form: FormProblem = BLANK) {
  const { definition, questions } = sheet;
  const typed = typedAnswers(form.values, questions);
  const answered = questions.filter(({ item }) => (typed.get(item) ?? "") !== "").length;
  const terms = licenceFor(definition, "keyed");
  return {
    title: `Key again: ${definition.acronym}, ${a.aboutName}, ${timepointSaid(a.timepoint).toLowerCase()}`,
    errors: errorList(form),
    breadcrumbs,
    facts: [
      { key: { text: "Form" }, value: { text: definition.title } },
      { key: { text: "Answered by" }, value: { text: a.informantName } },
      { key: { text: "Filled in" }, value: { text: a.completedOn ? longDay(a.completedOn) : "" } },
    ],
    blocks: blocksOf(sheet, typed, form),
    progress: `${answered} of ${questions.length} answered`,
    licence: terms.note ?? terms.terms,
    cancelHref: assessmentPaths.secondKeyings,
  };
}

const choicesOf = ({ codes }: Question): Record<string, string> => ({
  ...Object.fromEntries(codes.map(({ code, label }) => [code, label === code ? code : `${code}, ${label}`])),
  [BLANK_CHOICE]: "left blank",
  [NOT_APPLICABLE]: "does not apply",
  [DECLINED]: "preferred not to say",
});

/** What was keyed, and what a correction has made of it since: that stays, whatever the form says. */
function keyedSaid(question: Question, { first, second }: Difference, inUse: string | undefined): string {
  const said = (value: string | null | undefined) => answerSaid(question, value ?? undefined);
  const since =
    (inUse ?? null) === first ? "" : ` Corrected since to: ${said(inUse)}. That stays in use, whatever is chosen here.`;
  return `First keyed: ${said(first)}. Second: ${said(second)}.${since}`;
}

/** Where the two keyings differ, and a question each: what does the paper form say? */
export const adjudicationPage = (
  a: Assessment,
  { definition, questions }: AskedSheet,
  open: readonly Difference[],
  inUse: ReadonlyMap<string, string>,
  form: FormProblem = BLANK,
) => ({
  title: `Settle the differences: ${definition.acronym}, ${a.aboutName}, ${timepointSaid(a.timepoint).toLowerCase()}`,
  errors: errorList(form),
  notices: { keyed: "Keyed again. The two keyings differ" },
  breadcrumbs,
  items: open.flatMap((difference) => {
    const { item } = difference;
    const question = questions.find((one) => one.item === item);
    return question
      ? [
          {
            legend: `${question.number} ${question.topic}: what does the form say?`,
            hint: keyedSaid(question, difference, inUse.get(item)),
            ...radios(choiceField(item), choicesOf(question), form),
          },
        ]
      : [];
  }),
  reason: field("reason", form),
  cancelHref: assessmentPaths.secondKeyings,
});

const WHY: Record<NotNow, string> = {
  closed: "This form was closed with a reason why it is not keyed again. The reason stands on the form’s page.",
  "you-were-first":
    "You keyed this form first. The second keying is somebody else’s, so that neither sees what the other keyed.",
  "you-corrected":
    "You corrected this form, so you know what was keyed first. The second keying is somebody else’s, who has not seen it.",
  "you-saw-the-answers":
    "You have opened the answers of this form since it was drawn. The second keying is somebody else’s, who has not seen them.",
  "keyed-already": "This form has been keyed a second time. Nothing of yours was saved.",
  "not-keyed-yet": "This form has not been keyed a second time yet, so there is nothing to compare.",
  "changed-meanwhile":
    "The answers of this form were changed meanwhile. Nothing of yours was saved: look at the differences again.",
  "nothing-open": "No difference is open on this form. Nothing of yours was saved.",
};

export const notNowPage = (why: NotNow) => ({
  title: "This can’t be keyed",
  breadcrumbs,
  why: WHY[why],
  href: assessmentPaths.secondKeyings,
  linkText: "Back to second keying",
});
