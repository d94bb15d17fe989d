import type { Day } from "../../../domain/calendar.ts";
import type { Session } from "./session.ts";

type Shown = Pick<Session, "status" | "registerClosedAt" | "day" | "enteredLateDays">;

/** What a session's tag says: where it stands, in words. */
export function sessionState(session: Shown, today: Day): { text: string; classes?: string } {
  if (session.status === "cancelled") return { text: "Cancelled by us", classes: "govuk-tag--grey" };
  if (session.registerClosedAt !== null) return { text: "Register finished" };
  if (session.day > today) return { text: "Planned", classes: "govuk-tag--grey" };
  return { text: session.status === "held" ? "Register begun" : "Register to do", classes: "govuk-tag--orange" };
}

export const lateSaid = (session: Shown): string | null =>
  session.enteredLateDays === null
    ? null
    : `Entered ${session.enteredLateDays} ${session.enteredLateDays === 1 ? "day" : "days"} late`;

/** "1 catch-up", "2 catch-ups". */
export const counted = (n: number, what: string): string => `${n} ${what}${n === 1 ? "" : "s"}`;
