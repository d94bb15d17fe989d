import type { Day } from "../../../domain/calendar.ts";
import { addWorkingDays } from "../../../domain/working-time.ts";

export const ABSENCE_TASKS = {
  "two-absences": "Missed two sessions in a row: ring to ask how things are",
  "three-absences": "Missed three sessions in a row: finished, on hold, or left?",
} as const;

export type AbsenceTaskKind = keyof typeof ABSENCE_TASKS;
export type AbsenceTask = { kind: AbsenceTaskKind; text: string; dueOn: Day };

/** Working days within which somebody rings after two absences in a row (docs/rules/runs.md). */
const RING_WITHIN = 2;

const task = (kind: AbsenceTaskKind, today: Day): AbsenceTask => ({
  kind,
  text: ABSENCE_TASKS[kind],
  dueOn: addWorkingDays(today, RING_WITHIN),
});

/**
 * What absences in a row ask of a person: two, to ring within 2 working days; three, to say whether they finished, are on hold
 * or left (docs/rules/completion.md). `raise` begins, `settle` no longer holds.
 */
export function absenceTasks(inARow: number, today: Day): { raise: AbsenceTask[]; settle: AbsenceTaskKind[] } {
  if (inARow < 2) return { raise: [], settle: ["two-absences", "three-absences"] };
  if (inARow === 2) return { raise: [task("two-absences", today)], settle: ["three-absences"] };
  return { raise: [task("three-absences", today)], settle: [] };
}
