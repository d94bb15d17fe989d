import { bandOfCount, HIDDEN, isTooClose, mayShowShare, shareSaid, suppressed } from "../../disclosure/suppression.ts";
import { longDay } from "../../domain/calendar.ts";
import { dateField, errorList } from "../../forms/field.ts";
import { BLANK, type FormProblem } from "../../forms/form.ts";
import { measureById } from "../../measures/index.ts";
import type { CohortOutcomes, CohortScale } from "./cohort-outcomes-queries.ts";
import type { CohortDefinition, EnrolmentRow, ProgrammeFacts } from "./cohort-queries.ts";
import { type Feedback, feedbackPanel } from "./feedback-page.ts";
import { type ShownStep, type Step, shownFunnel } from "./funnel.ts";
import { countLines, effectLine, meanLines } from "./outcome-words.ts";
import { outcomePaths } from "./paths.ts";

export const ROUTE_NAMES: Record<string, string> = { parenting: "Parenting programme", cbt: "CBT for the carer" };

const BAR = { width: 320, height: 18 };

const bar = ({ share }: ShownStep) => (share === null ? null : Math.round(share * BAR.width));

/** Started: came to at least one session. Completed: the programme's share of the core sessions that were held. */
const started = ({ attended }: EnrolmentRow) => attended > 0;
const completed = ({ attended, offered }: EnrolmentRow, share: number) =>
  offered > 0 && attended / offered >= share - 1e-9;

/** Who answered a standardised measure on an occasion: our own feedback is not a last questionnaire. */
const doneAt = (outcomes: CohortOutcomes, timepoint: string): Set<string> =>
  new Set(
    outcomes.scores
      .filter((row) => row.timepoint === timepoint && row.scale !== null && measureById(row.measureId)?.standardised)
      .map(({ enrolmentId }) => enrolmentId),
  );

function stepsOf(outcomes: CohortOutcomes, share: number): Step[] {
  const { enrolments } = outcomes;
  const [before, after] = [doneAt(outcomes, "T1"), doneAt(outcomes, "T2")];
  return [
    { said: "Enrolled on a run", n: enrolments.length },
    { said: "Started", n: enrolments.filter(started).length },
    { said: "Completed", n: enrolments.filter((one) => completed(one, share)).length },
    { said: "A first questionnaire", n: before.size },
    { said: "A last questionnaire", n: after.size },
    { said: "Both questionnaires done", n: [...before].filter((id) => after.has(id)).length },
  ];
}

/** Totals that would give away the one hidden count of a scale's line: its other counts are all told. */
const untoldTotals = ({ scales }: CohortOutcomes): number[] =>
  scales
    .filter(({ outcome }) => countLines(outcome).filter(({ value }) => value === HIDDEN).length === 1)
    .map(({ outcome: { counts } }) => Object.values(counts).reduce((sum, n) => sum + n, 0));

/** Those asked lately, of the families open now; only their share where the funnel beside it would tell of a few closed. */
function askedSaid({ asked, open }: Given["asked"], toReferral: readonly Step[]): string {
  if (open > 0 && !mayShowShare(asked, open))
    return "How many of the families open now were asked in the last 12 months is not shown (c).";
  const tells = [open, asked].some((count) => toReferral.some(({ n }) => isTooClose(count, n)));
  const share = tells && open > 0 ? `${Math.round((100 * asked) / open)}%` : shareSaid(asked, open);
  return `Of the families open now, ${share} were asked in the last 12 months.`;
}

const periodSaid = ({ from, to }: CohortDefinition): string =>
  from || to
    ? `Enrolled ${from ? `from ${longDay(from)}` : ""}${to ? ` up to ${longDay(to)}` : ""}`.trim()
    : "Everybody enrolled so far";

const scaleRow = (programmeId: string, { definition, scale, outcome }: CohortScale) => {
  const [, , mean] = meanLines(outcome);
  return [
    {
      text: `${definition.acronym} ${scale.title.toLowerCase()}`,
      href: outcomePaths.scale(programmeId, definition.id, scale.id),
    },
    { text: countLines(outcome)[0]!.value, format: "numeric" },
    { text: (outcome.tier.means ? mean! : meanLines(outcome)[0]!).value },
    { text: effectLine(outcome).value },
    { text: scale.direction === "higher-is-better" ? "higher is better" : "higher is more difficulty" },
  ];
};

/** The filter's two dates as they stand in the address, or as they were typed. */
const periodFields = ({ from, to }: CohortDefinition, form: FormProblem) => {
  const filled = form.errors.length > 0 ? form : { values: { from: from ?? "", to: to ?? "" }, errors: [] };
  return { from: dateField("from", filled), to: dateField("to", filled) };
};

const objectionsSaid = (n: number): string => (suppressed(n) === HIDDEN ? "1 to 5 carers" : `${n} carers`);

type Given = {
  programme: ProgrammeFacts;
  cohort: CohortDefinition;
  outcomes: CohortOutcomes;
  toReferral: readonly Step[];
  asked: { open: number; asked: number };
  objections: number;
  feedback: Feedback;
  today: string;
};

export function cohortPage(
  { programme, cohort, outcomes, toReferral, asked, objections, feedback, today }: Given,
  form: FormProblem = BLANK,
) {
  const funnel = (...given: Parameters<typeof shownFunnel>) =>
    shownFunnel(...given).map((step) => ({ ...step, bar: bar(step) }));
  const own = stepsOf(outcomes, programme.completionShare);
  const shownOwn = funnel(own, { untold: untoldTotals(outcomes) });
  const enrolledTold = shownOwn[0]?.n !== HIDDEN;
  // The second table goes on where the first ends.
  const shownBefore = funnel(toReferral, { after: enrolledTold ? outcomes.enrolments.length : undefined });
  const leftEarly = outcomes.enrolments.filter(({ outcome }) => outcome === "left-early").length;
  const leftSaid = enrolledTold ? shareSaid(leftEarly, outcomes.enrolments.length) : HIDDEN;
  return {
    title: `${programme.name}: what changed`,
    breadcrumbs: [{ text: "Outcomes", href: outcomePaths.cohorts() }, { text: programme.name }],
    errors: errorList(form),
    definition: [
      {
        key: { text: "Programme" },
        value: {
          text: `${programme.name}, ${programme.organisation} (${ROUTE_NAMES[programme.route] ?? programme.route})`,
        },
      },
      { key: { text: "Who" }, value: { text: `${periodSaid(cohort)}, as of ${longDay(today)}` } },
      {
        key: { text: "Completed means" },
        value: {
          text: `came to at least ${Math.round(programme.completionShare * 100)}% of the core sessions that were held, catch-ups counted`,
        },
      },
      {
        key: { text: "Left out" },
        value: {
          text:
            objections === 0
              ? "nobody: no carer objected to evaluation"
              : `${objectionsSaid(objections)} who objected to evaluation`,
        },
      },
    ],
    ...periodFields(cohort, form),
    barHeight: BAR.height,
    toReferral: shownBefore,
    own: shownOwn,
    asked: askedSaid(asked, toReferral),
    ended: leftSaid === HIDDEN ? "How many left early is not shown (c)" : `${leftSaid} left early`,
    scaleHead: [
      { text: "Scale" },
      { text: "Both done", format: "numeric" },
      { text: "Mean improvement" },
      { text: "Effect size" },
      { text: "Raw direction" },
    ],
    scaleRows: outcomes.scales.map((scale) => scaleRow(programme.id, scale)),
    feedback: feedbackPanel(feedback, shownBefore, shownOwn),
    caveats: [...new Set(outcomes.scales.flatMap(({ caveats }) => caveats))],
    wideHref: `/extracts/${programme.id}/wide.csv`,
    codebookHref: `/extracts/${programme.id}/codebook.csv`,
  };
}

type Listed = {
  programmeId: string;
  name: string;
  organisation: string;
  route: string;
  enrolled: number;
  both: number;
};

export function cohortsPage(cohorts: readonly Listed[]) {
  return {
    title: "Outcomes",
    head: [
      { text: "Programme" },
      { text: "Provider" },
      { text: "Route" },
      { text: "Enrolled", format: "numeric" },
      { text: "Both questionnaires done", format: "numeric" },
    ],
    rows: cohorts.map(({ programmeId, name, organisation, route, enrolled, both }) => [
      { text: name, href: outcomePaths.cohort(programmeId) },
      { text: organisation },
      { text: ROUTE_NAMES[route] ?? route },
      { text: bandOfCount(enrolled), format: "numeric" },
      { text: both > 0 && both < 20 ? `${bandOfCount(both)} (small)` : bandOfCount(both), format: "numeric" },
    ]),
  };
}
