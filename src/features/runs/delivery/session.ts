import type { Day } from "../../../domain/calendar.ts";
import { err, ok, type Result } from "../../../domain/result.ts";

export type SessionKind = "planned" | "catch-up" | "home-visit" | "phone";
export type SessionStatus = "planned" | "held" | "cancelled";
export type CancelledReason = "staff" | "venue" | "weather" | "too-few" | "other";

export const SESSION_KINDS = {
  planned: "Session for everybody",
  "catch-up": "Catch-up",
  "home-visit": "Home visit",
  phone: "Phone session",
} as const;

/** What decides about a session: what completion, dose and the register need of it. */
export type SessionFacts = {
  id: string;
  number: number;
  core: "yes" | "no";
  kind: SessionKind;
  status: SessionStatus;
  day: Day;
  forEnrolmentId: string | null;
  makesUpId: string | null;
};

export type Session = SessionFacts & {
  runId: string;
  module: string;
  time: string;
  minutes: number;
  startsAt: string;
  cancelledReason: CancelledReason | null;
  registerClosedAt: string | null;
  enteredLateDays: number | null;
  version: number;
};

/** May its register be marked? From its own day on; never when it was cancelled. */
export function mayMark(session: Pick<Session, "status" | "day">, today: Day): Result<true, "cancelled" | "not-yet"> {
  if (session.status === "cancelled") return err("cancelled");
  return session.day > today ? err("not-yet") : ok(true);
}

/** A session gets another date only while nobody has been marked and it was not cancelled. */
export function mayMove(
  session: Pick<Session, "status" | "version">,
  version: number,
): Result<true, "changed-since" | "held" | "cancelled"> {
  if (session.version !== version) return err("changed-since");
  return session.status === "planned" ? ok(true) : err(session.status);
}

/** The service cancels a session that has not been held; it never counts against a carer (docs/rules/completion.md). */
export function mayCancel(
  session: Pick<Session, "status" | "version">,
  version: number,
): Result<true, "changed-since" | "held" | "cancelled"> {
  return mayMove(session, version);
}
