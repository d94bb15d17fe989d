import type { Day } from "../../../domain/calendar.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { isSameMarking, type Marking, type MarkRow } from "../delivery/attendance.ts";
import type { SessionFacts } from "../delivery/session.ts";
import type { TypedRow } from "./register-form.ts";

type OnARun = { id: string; fromOn: Day; toOn: Day | null };

/**
 * Who stands on a session's register: the one person it is for, or everybody who was on the run that day; and whoever has a mark
 * in it already, so that no mark is ever out of sight.
 */
export function peopleOf<P extends OnARun>(
  session: Pick<SessionFacts, "day" | "forEnrolmentId">,
  people: readonly P[],
  marked: ReadonlySet<string>,
): P[] {
  return people.filter(({ id, fromOn, toOn }) => {
    if (marked.has(id)) return true;
    if (session.forEnrolmentId !== null) return id === session.forEnrolmentId;
    return fromOn <= session.day && (toOn === null || toOn >= session.day);
  });
}

export type ChangedRow = { enrolmentId: string; marking: Marking; before: MarkRow | undefined };

/**
 * Which rows say something new. A row that somebody else marked after the page was made is not overwritten in silence: those
 * rows come back, to be shown with both marks.
 */
export function changesOf(
  rows: readonly TypedRow[],
  standing: ReadonlyMap<string, MarkRow>,
): Result<ChangedRow[], ChangedRow[]> {
  const changed = rows
    .map(({ enrolmentId, marking, seen }) => ({ enrolmentId, marking, seen, before: standing.get(enrolmentId) }))
    .filter(({ marking, before }) => before === undefined || !isSameMarking(before, marking));
  const stale = changed.filter(({ seen, before }) => seen !== (before?.id ?? ""));
  return stale.length > 0 ? err(stale) : ok(changed);
}

/** When the register is finished: as soon as everybody has a mark, and then it stays at its first time. Null while somebody has none. */
export function closedAt(
  people: readonly { id: string }[],
  marked: ReadonlySet<string>,
  before: string | null,
  now: string,
): string | null {
  return people.length > 0 && people.every(({ id }) => marked.has(id)) ? (before ?? now) : null;
}
