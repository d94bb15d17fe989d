import { longInstant } from "../../../domain/calendar.ts";
import { askedInWords, itemsOnForm, measureById } from "../../../measures/index.ts";
import { tooSoon } from "./intervals.ts";
import { BURDEN, type Load, loads, type MeasureSize, type PlanItem, type PlanWindow } from "./plan.ts";

/** How long a line of the plan is: items on its form with questions answered in words, and minutes, as the definition has them. A recount has as many as were ticked. */
export function sizeOf(item: PlanItem): MeasureSize {
  const definition = measureById(item.measureId);
  if (!definition) return { title: item.measureId, items: 0, minutes: 0 };
  const items = itemsOnForm(definition, item.form).length + askedInWords(definition).length;
  return { title: definition.acronym, items, minutes: definition.minutes.value };
}

const WHEN: Readonly<Record<string, string>> = { T1: "Before", T2: "After", T3: "Follow-up" };

/** When a window opens, is due and closes, in words. */
export function windowText(window: PlanWindow): string {
  switch (window.rule) {
    case "T1":
      return `Opens ${window.opensDaysBefore} days before session 1, due ${window.dueDaysBefore} days before, closes with session ${window.closesWithSession}`;
    case "T2":
      return `Opens ${window.opensDaysBefore} days before the last session, due on it, closes ${window.closesDaysAfter} days after`;
    case "T3":
      return `${window.months} months after the last session: opens ${window.opensDaysBefore} days before that, closes ${window.closesDaysAfter} days after`;
    case "S":
      return `On the day of the session, closes ${window.closesDaysAfter} days after`;
    case "W":
      return `${weekBegins(window.opensDaysAfter)}, closes ${window.closesDaysAfter} days after`;
  }
}

/** Weeks are counted from session 1. */
const weekBegins = (days: number): string =>
  days === 0
    ? "On the first day of the week, counted from session 1"
    : `${days} days into the week, counted from session 1`;

/** Occasions with every session, and every week, that asks the same made one line. */
function together(all: readonly Load[]): (Load & { times: number })[] {
  const seen = new Map<string, Load & { times: number }>();
  for (const one of all) {
    const timepoint = one.timepoint in WHEN ? one.timepoint : one.timepoint.charAt(0);
    const each = JSON.stringify([timepoint, one.measures]);
    const before = seen.get(each);
    if (before) before.times += 1;
    else seen.set(each, { ...one, times: 1 });
  }
  return [...seen.values()];
}

function nameOf({ timepoint, times }: Load & { times: number }): string {
  if (timepoint.startsWith("W")) return times === 1 ? `Week ${timepoint.slice(1)}` : `In each of ${times} weeks`;
  return WHEN[timepoint] ?? (times === 1 ? `At session ${timepoint.slice(1)}` : `At each of ${times} sessions`);
}

const windowsSaid = ({ windows }: Load): string[] =>
  windows.map(({ window, measures }) =>
    windows.length === 1 ? windowText(window) : `${measures.join(", ")}: ${windowText(window)}`,
  );

/** The smallest interval of a line's form, in days; 0 where the measure is not known. */
export const smallestOf = ({ measureId, form }: PlanItem): number =>
  measureById(measureId)?.forms.find(({ id }) => id === form)?.smallestInterval.days ?? 0;

const occasionSaid = (timepoint: string): string => {
  const number = timepoint.slice(1);
  return WHEN[timepoint]?.toLowerCase() ?? (timepoint.startsWith("W") ? `week ${number}` : `session ${number}`);
};

/** Where the course is too short for what it asks, a sentence a measure. */
export const intervalsSaid = (
  plan: readonly PlanItem[],
  sessions: readonly { number: number; day: number }[],
): string[] =>
  tooSoon(plan, sessions, smallestOf).map(
    ({ measureId, first, second, days, smallest }) =>
      `${measureById(measureId)?.acronym ?? measureId}: ${days} days from ${occasionSaid(first)} to ${occasionSaid(second)}; at least ${smallest} are needed, or both answers are about some of the same days.`,
  );

/** The measure plan as a table: what is asked when, how many items, how many minutes, and where that is more than the limit. */
export function planPage(plan: readonly PlanItem[], sessions: readonly { number: number; day: number }[]) {
  const rows = together(loads(plan, sizeOf)).map((one) => ({
    when: nameOf(one),
    windows: windowsSaid(one),
    measures: one.measures.join(", "),
    items: one.items,
    minutes: one.minutes,
    heavy: one.heavy,
  }));
  return {
    rows,
    limit: `${BURDEN.items} items and ${BURDEN.minutes} minutes`,
    isHeavy: rows.some(({ heavy }) => heavy),
    tooSoon: intervalsSaid(plan, sessions),
  };
}

const HEAVY = `Enter why an occasion asks for more than ${BURDEN.items} items or ${BURDEN.minutes} minutes`;

/** Why a plan that asks so much is not saved: it says why it does. */
export const TOO_HEAVY = { text: HEAVY, field: "burdenReason", status: 422 } as const;

type Saved = { version: number; createdAt: string; createdByName: string | null };

/** "Version 3, 3 March 2026 at 10:00am, Ada Administrator.", for somebody who comes too late. */
export const versionSaid = ({ version, createdAt, createdByName }: Saved): string =>
  `Version ${version}, ${longInstant(createdAt)}${createdByName ? `, ${createdByName}` : ""}.`;

/** Does an occasion of this plan ask for more than docs/rules/burden.md allows without a reason? */
export const isHeavy = (plan: readonly PlanItem[]): boolean => loads(plan, sizeOf).some(({ heavy }) => heavy);
