import type { Day } from "../../../domain/calendar.ts";
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

/** Rows that say something new, and those of them that somebody else marked after the page was made. */
export type Changes = { changed: ChangedRow[]; stale: ChangedRow[] };

/**
 * Which rows say something new. A row that somebody else marked after the page was made is not overwritten in silence: it
 * waits, to be shown with both marks; the others do not wait for it.
 */
export function changesOf(rows: readonly TypedRow[], standing: ReadonlyMap<string, MarkRow>): Changes {
  const changed = rows
    .map(({ enrolmentId, marking, seen }) => ({ enrolmentId, marking, seen, before: standing.get(enrolmentId) }))
    .filter(({ marking, before }) => before === undefined || !isSameMarking(before, marking));
  const isStale = ({ seen, before }: (typeof changed)[number]) => seen !== (before?.id ?? "");
  return { changed: changed.filter((row) => !isStale(row)), stale: changed.filter(isStale) };
}

/** How many of those on a register have a mark, as the database has them. */
export const progressOf = (people: readonly { id: string }[], marked: ReadonlyMap<string, unknown>) => ({
  marked: people.filter(({ id }) => marked.has(id)).length,
  of: people.length,
});
