import { HIDDEN, HIDDEN_TO, suppressLine } from "../../disclosure/suppression.ts";
import { type Day, dayOfText, daysBetween } from "../../domain/calendar.ts";

/** Somebody who was referred and has not started. `arrangement` is null where the reader does not see the family's file. */
export type Wait = { programmeId: string; programmeName: string; submittedAt: string; arrangement: string | null };

/** Those who wait for one thing: how many, and the middle and the longest wait in whole weeks; hidden where they are few. */
export type Waits = { name: string; count: number; middle: number | typeof HIDDEN; longest: number | typeof HIDDEN };

const weeksOf = ({ submittedAt }: Wait, today: Day): number =>
  Math.floor(daysBetween(dayOfText(submittedAt), today) / 7);

const middleOf = (sorted: readonly number[]): number => sorted[Math.floor((sorted.length - 1) / 2)]!;

function waitsOf(name: string, waits: readonly Wait[], today: Day): Waits {
  const weeks = waits.map((wait) => weeksOf(wait, today)).sort((a, b) => a - b);
  const isFew = weeks.length <= HIDDEN_TO;
  return {
    name,
    count: weeks.length,
    middle: isFew ? HIDDEN : middleOf(weeks),
    longest: isFew ? HIDDEN : weeks.at(-1)!,
  };
}

const byCount = (a: Waits, b: Waits): number => b.count - a.count || (a.name < b.name ? -1 : 1);

/** How long people wait for each programme; the wait of up to five people would tell of one of them (docs/rules/disclosure.md). */
export const waitsByProgramme = (waits: readonly Wait[], today: Day): Waits[] =>
  [...Map.groupBy(waits, ({ programmeId }) => programmeId).values()]
    .map((of) => waitsOf(of[0]!.programmeName, of, today))
    .sort(byCount);

/** How many wait from each kind of care, small counts hidden; empty where nobody's is known. */
export function waitsByArrangement(waits: readonly Wait[]): { kind: string; count: number | typeof HIDDEN }[] {
  const known = [
    ...Map.groupBy(
      waits.filter(({ arrangement }) => arrangement !== null),
      ({ arrangement }) => arrangement!,
    ),
  ]
    .map(([kind, of]) => ({ kind, count: of.length }))
    .sort((a, b) => b.count - a.count || (a.kind < b.kind ? -1 : 1));
  const shown = suppressLine(known.map(({ count }) => count));
  return known.map(({ kind }, at) => ({ kind, count: shown[at]! }));
}
