import type { Day } from "../../../domain/calendar.ts";
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
  window: Window;
  unpairedReason: "child-outside-age-range" | null;
};

/** The number of a session or a week: 3 of S3 and of W3. */
export const occasionNumber = (timepoint: string): number | undefined =>
  /^[SW]\d/.test(timepoint) ? Number(timepoint.slice(1)) : undefined;

/**
 * The measure plan of a programme on the dates of one enrolment. A line whose window has no date yet, whose session or week was
 * before they joined, or whose measure is not in the registry, is left out. A child outside the measure's ages is scheduled and marked, never given another form
 * in silence (docs/rules/burden.md).
 */
export function scheduleOf(
  plan: readonly PlannedItem[],
  anchors: Anchors,
  subjects: Subjects,
  factsOf: (measureId: string) => MeasureFacts | undefined,
): Scheduled[] {
  return plan.flatMap((item): Scheduled[] => {
    const facts = factsOf(item.measureId);
    const window = windowOf(item.window, anchors, occasionNumber(item.timepoint));
    if (!facts || !window || isBeforeJoining(item, window, anchors)) return [];
    return [
      {
        position: item.position,
        measureId: item.measureId,
        edition: facts.edition,
        form: item.form,
        timepoint: item.timepoint,
        aboutId: item.about === "child" ? subjects.childId : subjects.carerId,
        informantId: subjects.carerId,
        window,
        unpairedReason: outsideAges(facts.ages, subjects, window.dueOn) ? "child-outside-age-range" : null,
      },
    ];
  });
}

/** Somebody who joins in mid-course is not asked about the sessions and weeks before. */
const isBeforeJoining = ({ window }: PlannedItem, { opensOn }: Window, { enrolledOn }: Anchors): boolean =>
  (window.rule === "S" || window.rule === "W") && opensOn < enrolledOn;

function outsideAges(ages: MeasureFacts["ages"], { childAge }: Subjects, day: Day): boolean {
  if (ages?.of !== "child") return false;
  const age = childAge(day);
  return age !== null && (age < ages.from || (ages.to !== null && age > ages.to));
}

/** Assessments of one occasion are asked together, in the order of the plan. */
export const occasions = (scheduled: readonly Scheduled[]): [timepoint: string, asked: Scheduled[]][] =>
  [...Map.groupBy(scheduled, ({ timepoint }) => timepoint)].map(([timepoint, asked]) => [
    timepoint,
    asked.toSorted((a, b) => a.position - b.position),
  ]);
