import type { Day } from "../../../domain/calendar.ts";
import { forAge } from "../../../measures/series.ts";
import { type Anchors, type Window, type WindowRule, windowOf } from "./window.ts";

export type PlannedItem = {
  position: number;
  measureId: string;
  form: string;
  informant: "carer";
  about: "child" | "carer";
  timepoint: string;
  window: WindowRule;
};

/** Who the plan is about, fixed at enrolment (docs/rules/burden.md). */
export type Subjects = { carerId: string; childId: string; childAge: (day: Day) => number | null };

export type MeasureFacts = {
  edition: number;
  /** Measures of one series are one questionnaire for different ages of child. */
  series: string;
  ages: { of: "child" | "informant"; from: number; to: number | null } | null;
};

export type Scheduled = {
  position: number;
  measureId: string;
  edition: number;
  form: string;
  timepoint: string;
  aboutId: string;
  informantId: string;
  /** The rule that the window comes of: what has another moves otherwise. */
  rule: WindowRule;
  window: Window;
  unpairedReason: "child-outside-age-range" | null;
};

/** The number of a session or a week: 3 of S3 and of W3. */
export const occasionNumber = (timepoint: string): number | undefined =>
  /^[SW]\d/.test(timepoint) ? Number(timepoint.slice(1)) : undefined;

type Dated = { item: PlannedItem; facts: MeasureFacts; window: Window };

/** The day on which the first that is asked of a series opens: before the course, or the earliest there is. */
function firstOpening(lines: readonly Dated[]): Day {
  const before = lines.filter(({ item }) => item.timepoint === "T1");
  return (before.length > 0 ? before : lines).map(({ window }) => window.opensOn).reduce(earlier);
}

const earlier = (one: Day, other: Day): Day => (one < other ? one : other);

/**
 * Of a series, the lines of the measure made for the child's age on the day the first of it opens: that one is asked on every
 * occasion, since two forms make no pair (docs/rules/burden.md).
 */
function forTheChild(dated: readonly Dated[], { childAge }: Subjects): Dated[] {
  const chosen = [...Map.groupBy(dated, ({ facts }) => facts.series).values()].map((lines) => {
    const members = [
      ...new Map(lines.map(({ item, facts }) => [item.measureId, { id: item.measureId, ...facts }])).values(),
    ];
    const [first, ...rest] = members;
    return forAge([first!, ...rest], childAge(firstOpening(lines))).id;
  });
  return dated.filter(({ item }) => chosen.includes(item.measureId));
}

/**
 * The measure plan of a programme on the dates of one enrolment. A line whose window has no date yet, whose session or week was
 * before they joined, or whose measure is not in the registry, is left out. Of measures made for different ages the child is asked
 * one, on every occasion. A child outside its ages is scheduled and marked, never given another form in silence (docs/rules/burden.md).
 */
export function scheduleOf(
  plan: readonly PlannedItem[],
  anchors: Anchors,
  subjects: Subjects,
  factsOf: (measureId: string) => MeasureFacts | undefined,
): Scheduled[] {
  const dated = plan.flatMap((item): Dated[] => {
    const facts = factsOf(item.measureId);
    const window = windowOf(item.window, anchors, occasionNumber(item.timepoint));
    return facts && window && !isBeforeJoining(item, window, anchors) ? [{ item, facts, window }] : [];
  });
  return forTheChild(dated, subjects).map(({ item, facts, window }) => ({
    position: item.position,
    measureId: item.measureId,
    edition: facts.edition,
    form: item.form,
    timepoint: item.timepoint,
    aboutId: item.about === "child" ? subjects.childId : subjects.carerId,
    informantId: subjects.carerId,
    rule: item.window,
    window,
    unpairedReason: outsideAges(facts.ages, subjects, window.dueOn) ? "child-outside-age-range" : null,
  }));
}

/** Somebody who joins in mid-course is not asked about the sessions and weeks before. */
const isBeforeJoining = ({ window }: PlannedItem, { opensOn }: Window, { enrolledOn }: Anchors): boolean =>
  (window.rule === "S" || window.rule === "W") && opensOn < enrolledOn;

function outsideAges(ages: MeasureFacts["ages"], { childAge }: Subjects, day: Day): boolean {
  if (ages?.of !== "child") return false;
  const age = childAge(day);
  return age !== null && (age < ages.from || (ages.to !== null && age > ages.to));
}

/** What one person is asked on one occasion within one window, in the order of the plan: a pack. */
export const packsOf = (scheduled: readonly Scheduled[]): (readonly [Scheduled, ...Scheduled[]])[] =>
  [
    ...Map.groupBy(scheduled, ({ timepoint, informantId, rule }) =>
      JSON.stringify([timepoint, informantId, rule]),
    ).values(),
  ]
    .map((asked) => asked.toSorted((a, b) => a.position - b.position))
    .map(([first, ...rest]) => [first!, ...rest]);
