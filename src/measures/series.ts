import type { Definition } from "./definition.ts";
import { allMeasures } from "./registry.ts";
import { seriesId } from "./series-id.ts";

/**
 * One questionnaire as a plan asks it: a measure by itself, or the measures of one series, made for different ages of child, the
 * youngest first. It is switched on, chosen and asked as one.
 */
export type Series = { id: string; members: readonly [Definition, ...Definition[]] };

const youngestFirst = (one: Definition, other: Definition): number => (one.ages?.from ?? 0) - (other.ages?.from ?? 0);

const ALL: readonly Series[] = [...Map.groupBy(allMeasures(), seriesId)].map(([id, found]) => {
  const [first, ...rest] = found.toSorted(youngestFirst);
  return { id, members: [first!, ...rest] };
});
const byId = new Map(ALL.map((series) => [series.id, series]));
const byMeasure = new Map(ALL.flatMap((series) => series.members.map(({ id }) => [id, series] as const)));

/** Every questionnaire of the registry. */
export const allSeries = (): readonly Series[] => ALL;

/** The questionnaire of this id, or undefined. */
export const seriesById = (id: string): Series | undefined => byId.get(id);

/** The questionnaire that a measure belongs to, or undefined for what is no measure. */
export const seriesOf = (measureId: string): Series | undefined => byMeasure.get(measureId);

/** "SDQ 2-4 or SDQ 4-17". */
export const seriesAcronym = ({ members }: Series): string => members.map(({ acronym }) => acronym).join(" or ");

/** "SDQ 2-4 (ages 2 to 4)": a measure beside the others of its series. */
export const agedAcronym = ({ acronym, ages }: Definition): string =>
  ages ? `${acronym} (ages ${ages.from} ${ages.to === null ? "and over" : `to ${ages.to}`})` : acronym;

type Aged = { ages?: { from: number } | null | undefined };

/**
 * Which of a series is made for a child of this age: of two that fit, the one that begins later; below the first, the first; and the
 * last where the age is not known. Whether the child is inside its ages is for who asks (docs/rules/burden.md).
 */
export function forAge<A extends Aged>(members: readonly [A, ...A[]], age: number | null): A {
  const ordered = members.toSorted((one, other) => (one.ages?.from ?? 0) - (other.ages?.from ?? 0));
  const reached = age === null ? ordered.at(-1) : ordered.findLast(({ ages }) => (ages?.from ?? 0) <= age);
  return reached ?? ordered[0]!;
}
