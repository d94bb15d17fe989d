import { type Day, longDay, longInstant } from "../../../domain/calendar.ts";
import { countWords, type Page, type PlaceAsked, pageLinks } from "../../../domain/paging.ts";
import { countedField, errorList, radios, select } from "../../../forms/field.ts";
import { BLANK, type FormProblem } from "../../../forms/form.ts";
import { measureById, seriesAcronym } from "../../../measures/index.ts";
import { FACT_NOTICES, familyPaths, type ReachCard } from "../../families/index.ts";
import { byOccasion, timepointSaid } from "../assessment/assessment.ts";
import { assessmentPaths, neighbours } from "../paths.ts";
import { type Timing, timingOf } from "../schedule/window.ts";
import type { BothDone } from "./both-done-queries.ts";
import { type Attempt, type Due, type DueFilter, HOW, ONE_CLICK, OUTCOMES } from "./due.ts";
import { LONGEST_NOTE } from "./follow-up-form.ts";

const TAGS: Record<Timing, { text: string; classes: string }> = {
  "not-open": { text: "Not open yet", classes: "govuk-tag--grey" },
  open: { text: "Open", classes: "" },
  due: { text: "Due", classes: "" },
  overdue: { text: "Overdue", classes: "govuk-tag--orange" },
  closing: { text: "Closes within 7 days", classes: "govuk-tag--red" },
  closed: { text: "Closed", classes: "govuk-tag--grey" },
};

/** A weekly check-in is due while it is open: the next one comes in a week, so it is never overdue or about to be lost. */
const tagOf = ({ timepoint, window, inTimeTo }: Due, today: Day) =>
  timepoint.startsWith("W") ? TAGS.due : TAGS[timingOf(window, today, inTimeTo)];

const attemptSaid = ({ at, how, outcome }: Pick<Attempt, "at" | "how" | "outcome">): string =>
  `${HOW[how]}, ${longInstant(at)}: ${OUTCOMES[outcome].toLowerCase()}`;

const measureSaid = (measureId: string): string => measureById(measureId)?.acronym ?? measureId;

const rowOf = (today: Day, cards: Cards) => (due: Due) => ({
  packId: due.packId,
  carer: { text: due.carerName, href: assessmentPaths.ofEnrolment(due.enrolmentId) },
  occasion: timepointSaid(due.timepoint),
  run: { text: due.runName, href: neighbours.run(due.runId) },
  // Nothing is due, let alone overdue, while everything waits.
  tags: [
    due.heldUntil ? { text: `On hold until ${longDay(due.heldUntil)}`, classes: "govuk-tag--grey" } : tagOf(due, today),
  ],
  window: `Due ${longDay(due.window.dueOn)}, closes ${longDay(due.window.closesOn)}`,
  asked: due.asked.map(({ id, measureId, about, also }) => ({
    text: `${measureSaid(measureId)} about ${about}${alsoSaid(due.timepoint, also)}`,
    href: assessmentPaths.keying(id),
  })),
  card: cards.get(due.personId) ?? null,
  isHeld: due.heldUntil !== null,
  mayRing: (cards.get(due.personId)?.number ?? null) !== null && due.heldUntil === null,
  last: due.lastAttempt ? attemptSaid(due.lastAttempt) : "Not tried yet",
  attemptsHref: assessmentPaths.attempts(due.packId),
  unansweredHref: assessmentPaths.unanswered(due.packId),
  paperHref: assessmentPaths.paper(due.packId),
});

/** The other occasions that one answer serves: of the same name, another course's. */
const alsoSaid = (timepoint: string, also: readonly string[]): string => {
  const others = also.map((one) => (one === timepoint ? "another course" : timepointSaid(one).toLowerCase()));
  return others.length === 0 ? "" : `, once for ${[...new Set(others)].join(" and ")} too`;
};

type Cards = ReadonlyMap<string, ReachCard>;

type Listing = {
  due: Page<Due>;
  count: number;
  place: PlaceAsked;
  filter: DueFilter;
  choices: { runs: readonly { id: string; name: string }[]; occasions: readonly string[] };
  rate: readonly BothDone[];
};

const rateOf = ({ measure, both, of, late }: BothDone): string => {
  const answers = late === 1 ? "1 more has both, with an answer" : `${late} more have both, with an answer`;
  const besides = late > 0 ? ` ${answers} after its window closed: not among these.` : "";
  return `Both questionnaires done in time, by ${seriesAcronym(measure)}, the primary measure: ${both} of ${of} (${Math.round((100 * both) / of)}%) of the people whose last one closed in the last 12 months.${besides}`;
};

/** "Both questionnaires done in time, by PHQ-9, the primary measure: 12 of 20 (60%)", a line for each measure that leads; or that it is too early to say. */
export const rateSaid = (rates: readonly BothDone[]): string[] =>
  rates.length === 0 ? ["Nobody’s last questionnaires closed in the last 12 months."] : rates.map(rateOf);

/** The list of who is to be asked now, soonest due first, with how to reach them and who tried last. */
export function followUpPage({ due, count, place, filter, choices, rate }: Listing, cards: Cards, today: Day) {
  const values = { run: filter.run ?? "", occasion: filter.occasion ?? "" };
  const runs = Object.fromEntries(choices.runs.map(({ id, name }) => [id, name]));
  const occasions = Object.fromEntries(choices.occasions.toSorted(byOccasion).map((one) => [one, timepointSaid(one)]));
  return {
    title: "Follow-up list",
    notices: { logged: "Attempt logged" },
    rates: rateSaid(rate),
    count: countWords(count, "person to ask now", "people to ask now"),
    rows: due.rows.map(rowOf(today, cards)),
    oneClick: ONE_CLICK.map((outcome) => ({ value: outcome, text: OUTCOMES[outcome] })),
    run: select("run", runs, { values, errors: [] }, "Every run"),
    occasion: select("occasion", occasions, { values, errors: [] }, "Every occasion"),
    isFiltered: values.run !== "" || values.occasion !== "",
    clearHref: assessmentPaths.due(),
    closedHref: assessmentPaths.closed,
    paperIdHref: assessmentPaths.paperId,
    secondKeyingsHref: assessmentPaths.secondKeyings,
    back: { run: values.run, occasion: values.occasion, after: place.after ?? "", before: place.before ?? "" },
    ...pageLinks(due, (beside) => assessmentPaths.due({ ...filter, ...beside })),
  };
}

type Pack = { id: string; timepoint: string; name: string; personId: string; familyId: string };

/** Every try to reach somebody about one occasion, and a form for another. */
export function attemptsPage(pack: Pack, attempts: readonly Attempt[], form: FormProblem = BLANK) {
  return {
    title: `Reaching ${pack.name}: ${timepointSaid(pack.timepoint).toLowerCase()}`,
    errors: errorList(form),
    notices: {
      logged: "Attempt logged",
      hold: "Hold saved",
      ...FACT_NOTICES,
    },
    breadcrumbs: [{ text: "Follow-up list", href: assessmentPaths.due() }],
    how: radios("how", HOW, form),
    outcome: radios("outcome", OUTCOMES, form),
    note: countedField("note", LONGEST_NOTE, form),
    cancelHref: assessmentPaths.due(),
    holdHref: familyPaths.newHold(pack.familyId, pack.personId, { pack: pack.id }),
    timeline: attempts.map((attempt) => ({
      label: { text: OUTCOMES[attempt.outcome] },
      byline: { text: attempt.byName ?? "Kinstep" },
      datetime: { timestamp: attempt.at, text: longInstant(attempt.at) },
      text: [HOW[attempt.how], attempt.note].filter(Boolean).join(". "),
    })),
  };
}
