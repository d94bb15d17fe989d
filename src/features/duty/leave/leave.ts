import type { Day } from "../../../domain/calendar.ts";

/** Days on which somebody is away, the last one included, and who covers. One that has ended was taken back, or was over early. */
export type Absence = {
  id: string;
  userId: string;
  userName: string;
  firstDay: Day;
  lastDay: Day;
  coverId: string | null;
  coverName: string | null;
  note: string | null;
  madeAt: string;
  madeByName: string | null;
  endedAt: string | null;
  endedByName: string | null;
};

/** Somebody of the organisation, with the roles that they hold in it today. */
export type Colleague = { userId: string; name: string; roles: readonly string[] };

/** Somebody who covers for another person today. */
export type Cover = { userId: string; name: string };

export type AbsenceState = "coming" | "away" | "over" | "ended";

/** Where a leave stands on a day (docs/rules/duty.md). */
export function stateOf({ firstDay, lastDay, endedAt }: Absence, day: Day): AbsenceState {
  if (endedAt !== null) return "ended";
  if (day < firstDay) return "coming";
  return day <= lastDay ? "away" : "over";
}

/** Can it still be ended: taken back before it begins, or over early? */
export const isOpen = (absence: Absence, day: Day): boolean => ["coming", "away"].includes(stateOf(absence, day));
