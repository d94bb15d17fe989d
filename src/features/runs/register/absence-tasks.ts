import type { Day } from "../../../domain/calendar.ts";
import { addWorkingDays } from "../../../domain/working-time.ts";

export const ABSENCE_TASKS = {
  "two-absences": "Missed two sessions in a row: ring to ask how things are",
  "three-absences": "Missed three sessions in a row: finished, on hold, or left?",
} as const;

/** What came of ringing somebody about absences. Without an answer the task stays; the try is kept. */
export const TASK_ANSWERS = {
  spoke: "Spoke to them",
  "left-message": "Left a message",
  "no-answer": "No answer",
  settled: "Settled another way",
} as const;
export type TaskAnswer = keyof typeof TASK_ANSWERS;

/** Is the task done with by this? */
export const isDoneBy = (answer: TaskAnswer): answer is "spoke" | "settled" =>
  answer === "spoke" || answer === "settled";

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
