import type { Scheduled } from "./schedule.ts";
import type { Window } from "./window.ts";

/** What a referral is or was asked already: nothing of it is asked a second time. */
export type Asked = { measureId: string; series: string; timepoint: string; aboutId: string };

/** Something that nobody has begun to answer. */
export type Untouched = Asked & { id: string };

export type Following<Row extends Untouched> = {
  moves: { row: Row; to: Window }[];
  /** The course has no such occasion for them: they are no longer asked. */
  withdrawn: Row[];
  added: Scheduled[];
};

const isSame = (one: Omit<Asked, "series">, other: Omit<Asked, "series">): boolean =>
  one.measureId === other.measureId && one.timepoint === other.timepoint && one.aboutId === other.aboutId;

/**
 * Of a plan on somebody's dates, the lines that they were not asked yet. Where another measure of the same series was asked, that
 * one goes on: two forms make no pair (docs/rules/burden.md).
 */
export const notAskedYet = (
  planned: readonly Scheduled[],
  asked: readonly Asked[],
  seriesOf: (measureId: string) => string,
): Scheduled[] =>
  planned.filter(
    (line) =>
      !asked.some(
        (before) =>
          isSame(line, before) ||
          (before.series === seriesOf(line.measureId) &&
            before.measureId !== line.measureId &&
            before.aboutId === line.aboutId),
      ),
  );

/**
 * What another run does to what somebody is asked: what was answered or begun stays as it is, what nobody has begun goes to the
 * dates of that run or, where its course has no such occasion for them, is withdrawn; and what only that run asks is added.
 */
export function follow<Row extends Untouched>(
  planned: readonly Scheduled[],
  untouched: readonly Row[],
  asked: readonly Asked[],
  seriesOf: (measureId: string) => string,
): Following<Row> {
  const there = untouched.map((row) => ({ row, line: planned.find((line) => isSame(line, row)) }));
  const withdrawn = there.flatMap(({ row, line }) => (line ? [] : [row]));
  const stillAsked = asked.filter((one) => !withdrawn.some((row) => isSame(row, one)));
  return {
    moves: there.flatMap(({ row, line }) => (line ? [{ row, to: line.window }] : [])),
    withdrawn,
    added: notAskedYet(planned, stillAsked, seriesOf),
  };
}
