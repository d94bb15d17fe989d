import { longDay } from "../../../domain/calendar.ts";
import { addressOf, countWords, type Page, pageLinks } from "../../../domain/paging.ts";
import { errorList, radios } from "../../../forms/field.ts";
import { BLANK, type FormProblem } from "../../../forms/form.ts";
import { measureById } from "../../../measures/index.ts";
import { type Assessment, timepointSaid } from "../assessment/assessment.ts";
import { assessmentPaths, neighbours } from "../paths.ts";
import { unanswered, versionOf, WHY } from "./unanswered.ts";
import type { ClosedPack } from "./unanswered-queries.ts";

const measureSaid = (measureId: string): string => measureById(measureId)?.acronym ?? measureId;

const rowOf = (pack: ClosedPack) => [
  { text: pack.carerName, href: assessmentPaths.ofEnrolment(pack.enrolmentId) },
  { text: "Say why", href: assessmentPaths.unanswered(pack.id), hiddenText: `of ${pack.carerName}` },
  { text: timepointSaid(pack.timepoint) },
  { text: longDay(pack.closesOn) },
  { text: [...new Set(pack.measures.map(measureSaid))].join(", ") },
  { text: pack.runName, href: neighbours.run(pack.runId) },
];

/** What closed without an answer and without a reason: each is asked why, once for all its forms. */
export const closedPage = (found: Page<ClosedPack>, count: number) => ({
  title: "Closed without an answer: why?",
  breadcrumbs: [{ text: "Follow-up list", href: assessmentPaths.due() }],
  notices: { ended: "Reason kept" },
  count: countWords(count, "person to say a reason for", "people to say a reason for"),
  rows: found.rows.map(rowOf),
  ...pageLinks(found, (place) => addressOf(assessmentPaths.closed, place)),
});

/** Why nobody answered what one person was asked on one occasion: said once, for every form that is left. */
export function unansweredPage(pack: readonly [Assessment, ...Assessment[]], form: FormProblem = BLANK) {
  const [first] = pack;
  const child = pack.find(({ aboutId, informantId }) => aboutId !== informantId);
  return {
    title: "Why was this not answered?",
    errors: errorList(form),
    breadcrumbs: [
      { text: "Follow-up list", href: assessmentPaths.due() },
      { text: "Closed without an answer", href: assessmentPaths.closed },
    ],
    what: `${first.informantName}, ${timepointSaid(first.timepoint).toLowerCase()}, ${first.runName}`,
    left: unanswered(pack).map(({ measureId, aboutName }) => `${measureSaid(measureId)} about ${aboutName}`),
    reason: radios("reason", WHY, form),
    who: child ? radios("who", { informant: first.informantName, about: child.aboutName }, form) : null,
    version: versionOf(pack),
    cancelHref: assessmentPaths.closed,
  };
}
