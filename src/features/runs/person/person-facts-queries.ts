import type { Db } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import type { Day } from "../../../domain/calendar.ts";
import { listCorrections, listMarksOfEnrolment } from "../delivery/attendance-queries.ts";
import { findEnrolment, listEnrolments } from "../delivery/enrolment-queries.ts";
import { listGoals } from "../delivery/goal-queries.ts";
import { listPersonalNotes } from "../delivery/note-queries.ts";
import { findRun } from "../delivery/run-queries.ts";
import { listEarlierSessions, listSessions } from "../delivery/session-queries.ts";
import { listOpenTasks } from "../register/task-queries.ts";
import { listRunChanges } from "../stays/run-change-queries.ts";

/** Everything that the pages of one person on a run show, or undefined (404) when they are not the actor's to see. */
export async function findPerson(db: Db, actor: Actor, enrolmentId: string, today: Day) {
  const enrolment = await findEnrolment(db, actor, enrolmentId);
  const run = enrolment && (await findRun(db, actor, enrolment.runId));
  if (!enrolment || !run) return undefined;
  const [sessions, marks, corrections, notes, tasks, goals, people, earlier, changes] = await Promise.all([
    listSessions(db, run.id),
    listMarksOfEnrolment(db, enrolment.id),
    listCorrections(db, enrolment.id),
    listPersonalNotes(db, enrolment.id),
    listOpenTasks(db, actor, enrolment.id),
    listGoals(db, enrolment.referralId),
    listEnrolments(db, actor, run.id),
    listEarlierSessions(db, enrolment.id, run.id),
    listRunChanges(db, enrolment.id),
  ]);
  return {
    enrolment,
    run,
    sessions: sessions.filter(({ forEnrolmentId }) => forEnrolmentId === null || forEnrolmentId === enrolment.id),
    marks,
    earlier,
    changes,
    corrections,
    notes,
    tasks,
    goals,
    partner: people.find(({ id }) => id === enrolment.attendsWithId),
    names: {
      own: [enrolment.carer, enrolment.child],
      others: people.filter(({ id }) => id !== enrolment.id).flatMap(({ carer, child }) => [carer, child]),
    },
    provider: actor.organisationName,
    today,
  };
}
