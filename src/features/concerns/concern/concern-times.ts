import type { Temporal } from "temporal-polyfill";
import {
  addWorkingHours,
  endOfNextWorkingDay,
  hoursOfADay,
  type WorkingHours,
  workingHoursBetween,
} from "../../../domain/working-time.ts";

/** By when somebody must have said that they look at a concern. */
export type Standard =
  | { unit: "working-hours"; count: number }
  | { unit: "working-days"; count: number }
  | { unit: "end-of-next-working-day" };

/** A standard with where it comes from. One that is not confirmed is marked † wherever it is shown. */
export type TimeRule = Standard & { source: string; isConfirmed: boolean };

const PROPOSAL = { source: "A proposal of Kinstep’s", isConfirmed: false };
const FOUR_HOURS: TimeRule = { unit: "working-hours", count: 4, ...PROPOSAL };

/** The times of docs/rules/concerns.md, by what the concern is about. */
export const CONCERN_TIMES = {
  "risk-answer-urgent": { unit: "working-hours", count: 2, ...PROPOSAL },
  "risk-answer": { unit: "end-of-next-working-day", ...PROPOSAL },
  "risk-answer-worse": { unit: "end-of-next-working-day", ...PROPOSAL },
  injury: FOUR_HOURS,
  "hurt-and-challenged": FOUR_HOURS,
  weapon: FOUR_HOURS,
  fear: FOUR_HOURS,
  "self-harm": FOUR_HOURS,
  "goes-missing": FOUR_HOURS,
  sexualised: FOUR_HOURS,
  other: { unit: "working-days", count: 1, ...PROPOSAL },
} as const satisfies Record<string, TimeRule>;

/** The rule for a concern of a kind; a risk answer that its measure calls urgent has its own. */
export function timeRuleOf(kind: string, isUrgent = false): TimeRule {
  const key = kind.startsWith("risk-answer") && isUrgent ? "risk-answer-urgent" : kind;
  return (CONCERN_TIMES as Record<string, TimeRule>)[key] ?? CONCERN_TIMES.other;
}

/** "2 working hours", "1 working day", "the end of the next working day". */
export function standardSaid(rule: Standard): string {
  if (rule.unit === "end-of-next-working-day") return "the end of the next working day";
  const unit = rule.unit === "working-hours" ? "working hour" : "working day";
  return `${rule.count} ${unit}${rule.count === 1 ? "" : "s"}`;
}

function dueAfter(rule: Standard, at: Temporal.Instant, hours: WorkingHours): Temporal.Instant {
  if (rule.unit === "end-of-next-working-day") return endOfNextWorkingDay(at, hours);
  return addWorkingHours(at, rule.unit === "working-hours" ? rule.count : rule.count * hoursOfADay(hours), hours);
}

/** When a concern of an instant is due, and when half of the working time until then is over. */
export function timesAfter(rule: Standard, at: Temporal.Instant, hours: WorkingHours) {
  const dueAt = dueAfter(rule, at, hours);
  return { dueAt, halfAt: addWorkingHours(at, workingHoursBetween(at, dueAt, hours) / 2, hours) };
}
