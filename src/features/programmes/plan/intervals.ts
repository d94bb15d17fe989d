import type { PlanItem } from "./plan.ts";

/** Two occasions on which one measure is asked sooner after the other than it may be. */
export type TooSoon = { measureId: string; first: string; second: string; days: number; smallest: number };

type Sessions = readonly { number: number; day: number }[];

/** On which day of the course a line is asked: "before" at the latest in session 1, "after" in the last; null where it has no day. */
function dayOfLine({ timepoint, window }: PlanItem, sessions: Sessions): number | null {
  const last = Math.max(...sessions.map(({ day }) => day));
  if (window.rule === "T1") return 0;
  if (window.rule === "T2") return last;
  if (window.rule === "T3") return last + Math.floor((window.months * 365) / 12);
  const number = Number(timepoint.slice(1));
  if (window.rule === "W") return 7 * (number - 1) + window.opensDaysAfter;
  return sessions.find((session) => session.number === number)?.day ?? null;
}

const isSession = (timepoint: string): boolean => /^[SW]/.test(timepoint);

/**
 * Where a course is too short for what it asks: of each measure the first two occasions that follow each other sooner than its smallest
 * interval, among before, after and follow-up, and among the sessions. Two answers would be about some of the same days
 * (docs/rules/burden.md). `smallestOf` knows a form's interval in days.
 */
export function tooSoon(
  plan: readonly PlanItem[],
  sessions: Sessions,
  smallestOf: (item: PlanItem) => number,
): TooSoon[] {
  const dated = plan.flatMap((item) => {
    const day = sessions.length === 0 ? null : dayOfLine(item, sessions);
    return day === null ? [] : [{ item, day }];
  });
  const each = Map.groupBy(dated, ({ item }) => `${isSession(item.timepoint)} ${item.measureId} ${item.about}`);
  return [...each.values()].flatMap((lines) => {
    const inOrder = lines.toSorted((one, other) => one.day - other.day);
    const pairs = inOrder.slice(1).map((second, at) => ({ first: inOrder[at]!, second }));
    const found = pairs.find(({ first, second }) => second.day - first.day < smallestOf(second.item));
    if (!found) return [];
    const { first, second } = found;
    return [
      {
        measureId: second.item.measureId,
        first: first.item.timepoint,
        second: second.item.timepoint,
        days: second.day - first.day,
        smallest: smallestOf(second.item),
      },
    ];
  });
}
