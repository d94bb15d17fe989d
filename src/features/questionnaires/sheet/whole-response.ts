import { ageOn, type Day, daysBetween, longDay } from "../../../domain/calendar.ts";
import type { Assessment } from "../assessment/assessment.ts";

/** Fewer answers than this that are all the same say nothing. */
const LEAST_ALIKE = 10;

type AskedItem = { number: number; answers: string };
type Form = { recall: { words: string; days: number }; smallestInterval: { days: number } };

/** What a whole sheet of answers is held against: the form it was given on, and the same form's answers before it. */
export type WholeResponse = {
  assessment: Pick<
    Assessment,
    "timepoint" | "anchor" | "opensOn" | "closesOn" | "completedOn" | "aboutBirthOn" | "aboutKind"
  >;
  items: readonly AskedItem[];
  /** Items whose answers count the other way round in a scale. */
  reversed: ReadonlySet<number>;
  form: Form | undefined;
  ages: { from: number; to: number | null } | undefined;
  answers: ReadonlyMap<string, string>;
  previousOn: Day | null;
};

const days = (count: number): string => (count === 1 ? "1 day" : `${count} days`);

/** The same code at every answered item of one answer set, some of them worded the other way round. */
function straightLining({ items, reversed, answers }: WholeResponse): string[] {
  const sets = [...Map.groupBy(items, (item) => item.answers).values()];
  return sets.flatMap((set) => {
    const given = set.flatMap(({ number }) => {
      const code = answers.get(String(number)) ?? "";
      return /^\d+$/.test(code) ? [{ code, isReversed: reversed.has(number) }] : [];
    });
    const isAlike = given.length >= LEAST_ALIKE && new Set(given.map(({ code }) => code)).size === 1;
    const bothWays = given.some(({ isReversed }) => isReversed) && given.some(({ isReversed }) => !isReversed);
    return isAlike && bothWays
      ? [`All ${given.length} answers are ${given[0]?.code}, although some items are worded the other way round.`]
      : [];
  });
}

function outsideWindow({ timepoint, anchor, opensOn, closesOn }: WholeResponse["assessment"], on: Day): string[] {
  const first = timepoint === "T1" ? /^session-1:(\d{4}-\d{2}-\d{2})$/.exec(anchor)?.[1] : undefined;
  return [
    on < opensOn && `Filled in before its window opened on ${longDay(opensOn)}.`,
    on > closesOn && `Filled in ${days(daysBetween(closesOn, on))} after its window closed.`,
    first !== undefined &&
      on > first &&
      `Filled in ${days(daysBetween(first, on))} after session 1: the course had begun.`,
  ].filter((text) => text !== false);
}

/** Two answers that ask about the same days can't show what changed between them. */
function overlapping({ form, previousOn }: WholeResponse, on: Day): string[] {
  if (!form || previousOn === null || previousOn >= on) return [];
  const apart = daysBetween(previousOn, on);
  const least = Math.max(form.smallestInterval.days, form.recall.days);
  return apart < least
    ? [
        `The one before was filled in ${days(apart)} earlier. This form asks about ${form.recall.words}: the two overlap.`,
      ]
    : [];
}

function outsideAges({ assessment: { aboutKind, aboutBirthOn }, ages }: WholeResponse, on: Day): string[] {
  if (!ages || aboutKind !== "child" || aboutBirthOn === null) return [];
  const age = ageOn(aboutBirthOn, on);
  if (age >= ages.from && (ages.to === null || age <= ages.to)) return [];
  const made = ages.to === null ? `${ages.from} and over` : `${ages.from} to ${ages.to}`;
  return [`The child was ${age} that day. This form is made for ages ${made}.`];
}

/**
 * What is odd about a sheet as a whole (docs/rules/scores.md). It warns and asks for nothing: answers and scores stay as they
 * are. Nothing is said of a sheet that is not there yet.
 */
export function oddities(whole: WholeResponse): string[] {
  const on = whole.assessment.completedOn;
  if (on === null) return [];
  return [
    ...straightLining(whole),
    ...outsideWindow(whole.assessment, on),
    ...overlapping(whole, on),
    ...outsideAges(whole, on),
  ];
}
