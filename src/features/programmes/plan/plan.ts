import { z } from "zod";
import { seriesOf } from "../../../measures/series.ts";

const days = z.int().min(0).max(400);

/**
 * When an occasion opens, is due and closes, as rules on a run's real dates. Any number may be overridden for one item; what is
 * left out is the default of docs/rules/windows.md. `{"rule":"T1"}` alone is a whole window.
 *
 * - T1 (before): opens `opensDaysBefore` days before session 1, or at enrolment if later; due `dueDaysBefore` before session 1;
 *   closes at the end of the day of session `closesWithSession`; a valid answer at most `validDaysBefore` days before session 1 is T1.
 * - T2 (after): opens `opensDaysBefore` days before the last planned session, due on it, closes `closesDaysAfter` after. Leaving
 *   early: opens on leaving or `leavingDaysAfterFirst` days after T1, the later, and is due `leavingDueDays` after it opens.
 * - T3 (follow-up): `months` calendar months after the last session, opens `opensDaysBefore` before that, closes `closesDaysAfter`.
 * - S (at a session): opens and is due on the session's day, closes `closesDaysAfter` days after.
 * - W (weekly check-in): week 1 begins on the day of session 1; opens and is due `opensDaysAfter` days after its week began, closes
 *   `closesDaysAfter` days after that.
 */
export const windowSchema = z.discriminatedUnion("rule", [
  z.strictObject({
    rule: z.literal("T1"),
    opensDaysBefore: days.default(28),
    dueDaysBefore: days.default(7),
    closesWithSession: z.int().min(1).max(60).default(2),
    validDaysBefore: days.default(42),
  }),
  z.strictObject({
    rule: z.literal("T2"),
    opensDaysBefore: days.default(14),
    closesDaysAfter: days.default(42),
    leavingDaysAfterFirst: days.default(28),
    leavingDueDays: days.default(14),
  }),
  z.strictObject({
    rule: z.literal("T3"),
    months: z.int().min(1).max(36).default(6),
    opensDaysBefore: days.default(30),
    closesDaysAfter: days.default(45),
  }),
  z.strictObject({ rule: z.literal("S"), closesDaysAfter: days.default(6) }),
  z.strictObject({ rule: z.literal("W"), opensDaysAfter: days.default(0), closesDaysAfter: days.default(6) }),
]);

export type PlanWindow = z.infer<typeof windowSchema>;
export type PlanTimepoint = "T1" | "T2" | "T3" | `S${number}` | `W${number}`;

/** One line of a measure plan: this form of this measure, answered by this informant, about this person, at this timepoint. */
export type PlanItem = {
  /** Order within an occasion: lines are asked in this order. */
  position: number;
  measureId: string;
  /** The form's id in the measure's definition ("baseline", "follow-up"). */
  form: string;
  informant: "carer";
  about: "child" | "carer";
  timepoint: PlanTimepoint;
  window: PlanWindow;
};

/** The window by default of a rule, or of the timepoint that has it: T1, T2 and T3 their own, every session S, every week W. */
export const defaultWindow = (timepoint: PlanTimepoint | PlanWindow["rule"]): PlanWindow =>
  windowSchema.parse({ rule: /^[SW]/.exec(timepoint)?.[0] ?? timepoint });

export const isTimepoint = (text: string): text is PlanTimepoint => /^(T[1-3]|S[1-9]\d?|W[1-9]\d?)$/.test(text);

/** A plan is lean at most 50 items and 12 minutes an occasion; beyond, the plan page asks for a reason (docs/rules/burden.md). */
export const BURDEN = { items: 50, minutes: 12 } as const;

export type MeasureSize = { title: string; items: number; minutes: number };

/** What a carer is asked on one occasion; `windows` are told apart where a plan gives some of it another. */
export type Load = {
  timepoint: string;
  measures: string[];
  windows: { window: PlanWindow; measures: string[] }[];
  items: number;
  minutes: number;
  heavy: boolean;
};

type Sized = MeasureSize & { window: PlanWindow };

/** Of measures made for different ages a child is asked one: the longest counts. */
function sizeOfSeries(lines: readonly PlanItem[], sizeOf: (item: PlanItem) => MeasureSize): Sized {
  const sizes = lines.map(sizeOf);
  return {
    title: sizes.map(({ title }) => title).join(" or "),
    items: Math.max(...sizes.map(({ items }) => items)),
    minutes: Math.max(...sizes.map(({ minutes }) => minutes)),
    window: lines[0]!.window,
  };
}

/** What each occasion asks of a carer, in the order of the plan; `sizeOf` knows how long a form is. */
export function loads(plan: readonly PlanItem[], sizeOf: (item: PlanItem) => MeasureSize): Load[] {
  return [...Map.groupBy(plan, (item) => item.timepoint)].map(([timepoint, lines]) => {
    const bySeries = Map.groupBy(lines, ({ measureId }) => seriesOf(measureId)?.id ?? measureId);
    const sizes = [...bySeries.values()].map((some) => sizeOfSeries(some, sizeOf));
    const items = sizes.reduce((sum, size) => sum + size.items, 0);
    const minutes = sizes.reduce((sum, size) => sum + size.minutes, 0);
    const heavy = items > BURDEN.items || minutes > BURDEN.minutes;
    const windows = [...Map.groupBy(sizes, ({ window }) => JSON.stringify(window)).values()].map((some) => ({
      window: some[0]!.window,
      measures: some.map(({ title }) => title),
    }));
    return { timepoint, measures: sizes.map(({ title }) => title), windows, items, minutes, heavy };
  });
}
