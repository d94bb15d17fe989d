import type { Day } from "../../../domain/calendar.ts";
import { attended, type MarkRow, type Marks } from "../delivery/attendance.ts";
import type { Session } from "../delivery/session.ts";
import type { ChangedRow } from "./register.ts";

/** A register as it is being saved: every session and mark of its run as they stood, and the rows that are new. */
type Saved = {
  session: Pick<Session, "id">;
  sessions: readonly Session[];
  marks: readonly MarkRow[];
  people: readonly { id: string; fromOn: Day; outcome: string | null }[];
  changed: readonly ChangedRow[];
};

/** The planned session that somebody's course begins with: the first they came to, else the first there is since they joined. */
function beginning(
  sessions: readonly Session[],
  marks: Marks,
  joinedOn: Day,
): { on: Day | undefined; came: Day | null } {
  const planned = sessions
    .filter(({ kind, status }) => kind === "planned" && status !== "cancelled")
    .toSorted((a, b) => (a.day < b.day ? -1 : 1));
  const came = planned.find(({ id }) => attended(marks, id))?.day ?? null;
  return { on: came ?? planned.find(({ day }) => day >= joinedOn)?.day, came };
}

/**
 * Whose course begins with another session now that these rows are marked: they were not at the first and came to a later one, or
 * a mark was corrected. "Before" hangs on it (docs/rules/windows.md).
 */
export function beginsElsewhere(saved: Saved): { enrolmentId: string; firstAttendedOn: Day | null }[] {
  return saved.changed.flatMap(({ enrolmentId, marking }) => {
    const person = saved.people.find(({ id }) => id === enrolmentId);
    if (!person || person.outcome !== null) return [];
    const before = new Map(
      saved.marks.flatMap((mark) => (mark.enrolmentId === enrolmentId ? [[mark.sessionId, mark]] : [])),
    );
    const after = new Map([...before, [saved.session.id, marking]]);
    const [then, now] = [before, after].map((marks) => beginning(saved.sessions, marks, person.fromOn));
    return then!.on === now!.on ? [] : [{ enrolmentId, firstAttendedOn: now!.came }];
  });
}
