import type { Day } from "../../../domain/calendar.ts";
import type { Session } from "../delivery/session.ts";
import type { DatedSession, Move } from "../delivery/session-dates.ts";

/** The sessions that may get another date beside this one: planned for everybody and not yet held, in order. */
export function movableWith(session: Session, sessions: readonly Session[]): DatedSession[] {
  if (session.kind !== "planned") return [session];
  return sessions
    .filter(({ kind, status }) => kind === "planned" && status === "planned")
    .toSorted((a, b) => a.startsAt.localeCompare(b.startsAt) || a.number - b.number);
}

/** What was shown before confirming: the sessions that move, each with its version, as one text. */
export const shownOf = (moves: readonly Move[], sessions: readonly Session[]): string =>
  moves.map(({ id, to }) => `${id}:${sessions.find((one) => one.id === id)?.version}:${to.day}`).join(",");

/** The dates that windows hang on as they will be: planned sessions that are not cancelled, moved ones on their new day. */
type Dated = Pick<Session, "id" | "kind" | "status" | "number" | "day">;

export const anchorsOf = (sessions: readonly Dated[], moves: readonly Move[] = []): { number: number; day: Day }[] =>
  sessions
    .filter(({ kind, status }) => kind === "planned" && status !== "cancelled")
    .map(({ id, number, day }) => ({ number, day: moves.find((move) => move.id === id)?.to.day ?? day }));
