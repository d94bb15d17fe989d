import type { Temporal } from "temporal-polyfill";
import { type Day, dayOf, longDay } from "../../../domain/calendar.ts";
import { isEnglish, languageSaid } from "../../../domain/language.ts";
import { errorList } from "../../../forms/field.ts";
import { BLANK, type FormProblem } from "../../../forms/form.ts";
import { askedInWords, type Definition, itemsOnForm, licenceFor } from "../../../measures/index.ts";
import { lookPanel } from "../../concerns/index.ts";
import {
  type Assessment,
  isOtherwise,
  isTooEarly,
  MODES_SAID,
  mayBeOtherwise,
  NOT_COLLECTED,
  OTHERWISE,
  timepointSaid,
} from "../assessment/assessment.ts";
import { totalsIn } from "../assessment/typed-totals.ts";
import { changePage } from "../change/change-page.ts";
import type { MeasureChange } from "../change/change-queries.ts";
import { scoreSheet } from "../change/score-sheet-page.ts";
import { assessmentPaths, neighbours } from "../paths.ts";
import { stateSaid } from "../schedule/state-said.ts";
import { madeAgainRows, madeAgainSaid } from "../scoring/made-again-page.ts";
import { scoreRows } from "../scoring/score-page.ts";
import { stopsBeforeAsking } from "../sheet/stops-page.ts";
import { oddities, type WholeResponse } from "../sheet/whole-response.ts";
import { answerSaid } from "./answer-said.ts";
import { sheetRows, timeline } from "./history-page.ts";
import { recountResult } from "./recount-page.ts";
import type { Shown } from "./shown-queries.ts";

const answerRows = ({ definition, questions, answers }: Shown) => [
  ...questions.map((question) => [
    { text: `${question.number} ${question.topic}` },
    { text: answerSaid(question, answers.get(question.item)) },
  ]),
  ...askedInWords(definition).map(({ item, ask }) => [{ text: ask }, { text: answers.get(item) ?? "left blank" }]),
];

const lateSaid = ({ lateDays }: Assessment): string =>
  lateDays ? `, late ${lateDays === 1 ? "1 day" : `${lateDays} days`}` : "";

function factsOf(a: Assessment, definition: Definition, today: Day) {
  const form = definition.forms.find(({ id }) => id === a.form);
  const terms = licenceFor(definition, "keyed");
  return [
    {
      key: { text: "Measure" },
      value: { lines: [definition.title, form ? `${form.title}: ${form.recall.words}` : ""] },
    },
    { key: { text: "About" }, value: { text: a.aboutName } },
    {
      key: { text: "Answered by" },
      value: { text: a.informantName, href: assessmentPaths.ofEnrolment(a.enrolmentId) },
    },
    { key: { text: "Occasion" }, value: { text: `${timepointSaid(a.timepoint)} (${a.timepoint})` } },
    { key: { text: "Run" }, value: { text: `${a.runName}, ${a.programmeName}`, href: neighbours.run(a.runId) } },
    {
      key: { text: "Window" },
      value: { text: `Opens ${longDay(a.opensOn)}, due ${longDay(a.dueOn)}, closes ${longDay(a.closesOn)}` },
    },
    { key: { text: "State" }, value: { tag: stateSaid(a, today) } },
    ...(a.completedOn
      ? [
          {
            key: { text: "Filled in" },
            value: { text: `${longDay(a.completedOn)}${lateSaid(a)}. ${MODES_SAID[a.mode ?? ""] ?? ""}` },
          },
        ]
      : []),
    ...(a.language && !isEnglish(a.language)
      ? [{ key: { text: "Language of the form" }, value: { text: languageSaid(a.language) } }]
      : []),
    ...(a.notCollectedReason
      ? [{ key: { text: "Why not" }, value: { text: NOT_COLLECTED[a.notCollectedReason] } }]
      : []),
    {
      key: { text: "Licence" },
      value: { lines: [`${terms.holder}. ${terms.note ?? terms.terms}`, definition.licence.attribution ?? ""] },
    },
  ];
}

/** What stands beside the answers themselves; nothing of it removes them, and nothing of it has to be answered. */
const warningsOf = (shown: Shown): string[] =>
  [
    ...stopsBeforeAsking(shown.assessment, shown.stops),
    shown.assessment.unpairedReason === "child-outside-age-range" &&
      "The child is outside the ages that this form is made for: no change is counted from it.",
    isOtherwise(shown.assessment.unpairedReason) &&
      `Answered otherwise than was fixed at enrolment (${OTHERWISE[shown.assessment.unpairedReason].toLowerCase()}): no change is counted from it.`,
    isTooEarly(shown.assessment) &&
      "Filled in too long before session 1 to count as “before”: no change is counted from it.",
    ...oddities(wholeResponse(shown)),
  ].filter((text) => text !== false);

function wholeResponse({ assessment, definition, answers, previousOn }: Shown): WholeResponse {
  return {
    assessment,
    answers,
    previousOn,
    items: itemsOnForm(definition, assessment.form),
    reversed: new Set(definition.scales.flatMap((scale) => scale.reversed)),
    form: definition.forms.find(({ id }) => id === assessment.form),
    ages: definition.ages?.of === "child" ? definition.ages : undefined,
  };
}

/** What there is to say of its second keying, and the way on; null where it was not drawn. */
type KeyedAgain = {
  lines: readonly string[];
  next: { text: string; href: string } | null;
  answersHref: string | null;
} | null;

/** The scales on their bands: the total where there is one, and the others behind it. */
function picturesOf({ answered }: Shown) {
  const scales = scoreSheet(answered).flatMap((sheet) => sheet.scales);
  const isMain = ({ title }: (typeof scales)[number]) => scales.length === 1 || /^Total/.test(title);
  const main = scales.filter(isMain);
  return main.length === 0 ? { main: scales, more: [] } : { main, more: scales.filter((one) => !isMain(one)) };
}

const isWaiting = ({ state, askedWith }: Assessment): boolean =>
  !askedWith && (state === "scheduled" || state === "open");
const isEnded = ({ state }: Assessment): boolean => state === "not-collected" || state === "preferred-not-to";

/** Our own questions that are not asked before the course have nothing to be compared with, and nothing is said of it. */
const isCompared = ({ definition, why }: MeasureChange): boolean => definition.standardised || why !== "nothing-before";

const LATER = "Shown when it has been keyed again";

/** Told to who may key the form blind: no answer, nothing of what is odd about them all, and not why they were corrected. */
const withoutAnswers = (shown: Shown): Shown => ({
  ...shown,
  answers: new Map(),
  sheets: shown.sheets.map((one) => ({ ...one, correctionReason: one.correctionReason && LATER })),
  history: shown.history.map((one) =>
    one.detail.why === "correction" ? { ...one, detail: { ...one.detail, reason: LATER } } : one,
  ),
});

/** One assessment: what, who, when; once done, what the answers add up to, and what changed since the first time. */
export function assessmentPage(shown: Shown, again: KeyedAgain, now: Temporal.Instant, form: FormProblem = BLANK) {
  const { assessment: a, definition, concerns, next } = shown;
  const told = again?.answersHref ? withoutAnswers(shown) : shown;
  const open = concerns.filter(({ state }) => state !== "closed");
  return {
    title: `${definition.acronym}: ${a.aboutName}, ${timepointSaid(a.timepoint).toLowerCase()}`,
    errors: errorList(form),
    notices: {
      keyed: "Answers saved and scored",
      corrected: "Corrected. The answers that were there are kept beside these",
      "not-collected": "Marked as not collected",
      "preferred-not-to": "Kept: they preferred not to answer",
      reopened: "Opened again",
      otherwise: "Kept",
    },
    breadcrumbs: [
      { text: "Follow-up list", href: assessmentPaths.due() },
      { text: `${a.informantName}: measures`, href: assessmentPaths.ofEnrolment(a.enrolmentId) },
    ],
    concerns: lookPanel(open, now, "summary"),
    facts: factsOf(a, definition, dayOf(now)),
    warnings: warningsOf(told),
    scores: scoreRows(definition, shown.scores, shown.goalTitles),
    pictures: picturesOf(shown),
    result: again?.answersHref ? null : recountResult(shown),
    madeAgain: madeAgainSaid(definition, shown.madeAgain, shown.goalTitles),
    madeAgainRows: madeAgainRows(definition, shown.madeAgain, shown.goalTitles),
    answers: a.responseId === null || again?.answersHref ? [] : answerRows(shown),
    change: shown.change && isCompared(shown.change) ? changePage(shown.change) : null,
    keying:
      a.state === "preferred-not-to"
        ? null
        : {
            href:
              totalsIn(shown.answers).size > 0
                ? assessmentPaths.totals(a.id)
                : assessmentPaths.keying(a.askedWith?.id ?? a.id),
            text: a.state === "done" ? "Correct the answers" : "Key a filled-in form",
          },
    notCollectedHref: isWaiting(a) ? assessmentPaths.notCollected(a.id) : null,
    preferredNotToHref: isWaiting(a) ? assessmentPaths.preferredNotTo(a.id) : null,
    fhirHref: a.responseId === null ? null : neighbours.fhir(a.id),
    otherwiseHref: mayBeOtherwise(a) ? assessmentPaths.otherwise(a.id) : null,
    reopeningHref: isEnded(a) ? assessmentPaths.reopening(a.id) : null,
    next: next ? { text: `Next for ${a.informantName}: ${next.acronym}`, href: assessmentPaths.keying(next.id) } : null,
    clarificationsHref: a.responseId === null ? null : assessmentPaths.clarifications(a.id),
    secondKeying: again,
    sheets: sheetRows(told.sheets),
    timeline: timeline(told.history),
  };
}
