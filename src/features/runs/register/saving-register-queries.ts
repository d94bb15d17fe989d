import type { Temporal } from "temporal-polyfill";
import type { Deps, Write } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import { dayOf, instantText } from "../../../domain/calendar.ts";
import { tells } from "../../../tells/telling-queries.ts";
import { mayBe, moveReferral } from "../../referrals/index.ts";
import { type Mark, type MarkRow, missedInARow } from "../delivery/attendance.ts";
import { insertMark } from "../delivery/attendance-queries.ts";
import type { Enrolment } from "../delivery/enrolment-queries.ts";
import type { Made } from "../delivery/run-writes-queries.ts";
import type { Session } from "../delivery/session.ts";
import { recordHeld } from "../delivery/session-queries.ts";
import { absenceTasks } from "./absence-tasks.ts";
import type { ChangedRow } from "./register.ts";
import { closeTasks, insertTask } from "./task-queries.ts";

export type RegisterSaved = {
  session: Session;
  /** Every session of the run, and every mark as it stood, for absences in a row. */
  sessions: readonly Session[];
  marks: readonly MarkRow[];
  people: readonly Enrolment[];
  changed: readonly ChangedRow[];
  /** Everybody who must have a mark before the register is finished: also who is not shown to this reader. */
  everybody: readonly { id: string }[];
};

type Outside = Pick<Deps, "db" | "newId">;

/**
 * The writes of a register: its marks; the referral moved to started by a first attendance; tasks after absences in a row, or
 * settled where a correction undid them; and whether the register is finished. All for one commit.
 */
export function recordRegister(outside: Outside, actor: Actor, saved: RegisterSaved, now: Temporal.Instant): Write[] {
  const made: Made = { by: actor.userId, at: instantText(now) };
  const rows = saved.changed.flatMap((row) => {
    const person = saved.people.find(({ id }) => id === row.enrolmentId)!;
    return [
      insertMark(
        outside.db,
        {
          ...row.marking,
          id: outside.newId(),
          enrolmentId: row.enrolmentId,
          sessionId: saved.session.id,
          replacesId: row.before?.id ?? null,
        },
        made,
      ),
      ...startOf(outside, actor, person, row, now),
      ...(person.outcome === null ? tasksOf(outside, actor, saved, row, now, made) : []),
    ];
  });
  return [
    ...rows,
    recordHeld(
      outside.db,
      saved.session.id,
      saved.everybody.map(({ id }) => id),
      made.at,
    ),
  ];
}

const isThere = (mark: Mark): boolean => mark !== "none";

/** The first attended session starts the referral (docs/rules/referral-states.md). */
function startOf(outside: Outside, actor: Actor, person: Enrolment, row: ChangedRow, now: Temporal.Instant): Write[] {
  if (!isThere(row.marking.mark) || !mayBe("start", person.referralState)) return [];
  const referral = { id: person.referralId, version: person.referralVersion, state: person.referralState };
  return moveReferral(outside.db, actor, referral, "start", now);
}

function tasksOf(
  outside: Outside,
  actor: Actor,
  saved: RegisterSaved,
  row: ChangedRow,
  now: Temporal.Instant,
  made: Made,
): Write[] {
  if (row.before?.mark === row.marking.mark) return [];
  const own = saved.marks.filter(({ enrolmentId }) => enrolmentId === row.enrolmentId);
  const before = new Map<string, { mark: Mark; minutes: number | null }>(own.map((mark) => [mark.sessionId, mark]));
  const marks = new Map(before).set(saved.session.id, row.marking);
  const theirs = saved.sessions.filter(({ forEnrolmentId }) => (forEnrolmentId ?? row.enrolmentId) === row.enrolmentId);
  const missed = missedInARow(theirs, marks);
  const { raise, settle } = absenceTasks(missed, dayOf(now));
  const task = { enrolmentId: row.enrolmentId, organisationId: actor.organisationId, forUserId: null };
  // Told where a streak begins, and not again for each row that is keyed while it goes on.
  const isSecond = missed >= 2 && missedInARow(theirs, before) < 2;
  const about = { referralId: saved.people.find(({ id }) => id === row.enrolmentId)!.referralId };
  return [
    ...(isSecond ? tells(outside.db, { verb: "attendance.missed", ...made, about }) : []),
    ...(settle.length > 0 ? [closeTasks(outside.db, row.enrolmentId, settle, made)] : []),
    ...raise.map((one) => insertTask(outside.db, { ...task, ...one, id: outside.newId() }, made)),
  ];
}
