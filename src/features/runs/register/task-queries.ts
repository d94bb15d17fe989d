import { sql } from "kysely";
import type { Db, Write } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import type { Day } from "../../../domain/calendar.ts";
import { isLockedFrom, isQuiet } from "../../families/index.ts";
import { seenFullName } from "../../sharing/index.ts";
import type { Made } from "../delivery/run-writes-queries.ts";
import type { AbsenceTask, TaskAnswer } from "./absence-tasks.ts";

export type OpenTask = { id: string; kind: string; text: string; dueOn: Day; subjectId: string };

/** Open tasks about a person on a run. */
export const listOpenTasks = (db: Db, actor: Actor, enrolmentId: string): Promise<OpenTask[]> =>
  openTasks(db, actor).where("task.subject_id", "=", enrolmentId).orderBy("task.due_on").execute();

const openTasks = (db: Db, actor: Actor) =>
  db
    .selectFrom("task")
    .where("task.organisation_id", "=", actor.organisationId)
    .where("task.subject_kind", "=", "enrolment")
    .where("task.done_at", "is", null)
    .select(["task.id", "task.kind", "task.text", "task.due_on as dueOn", "task.subject_id as subjectId"]);

/** Whom a task is about: a task without its object is a riddle. */
type ToRing = { runName: string; familyId: string; carerId: string; carerName: string };

/** Everybody of the organisation's runs whom somebody should ring about absences, the soonest due first; 50 at most. */
export const listAbsenceTasks = (db: Db, actor: Actor, today: Day): Promise<(OpenTask & ToRing)[]> =>
  openTasks(db, actor)
    .innerJoin("enrolment", "enrolment.id", "task.subject_id")
    .innerJoin("run", "run.id", "enrolment.run_id")
    .innerJoin("referral", "referral.id", "enrolment.referral_id")
    .innerJoin("person as carer", "carer.id", "referral.carer_id")
    .select(["run.name as runName", "referral.family_id as familyId", "referral.carer_id as carerId"])
    .select(seenFullName(actor, { referral: "referral", person: "carer", kind: "carer" }).as("carerName"))
    .where(sql<boolean>`not ${isLockedFrom(actor, "referral.family_id")}`)
    .where("task.kind", "in", ["two-absences", "three-absences"])
    .where(sql<boolean>`not ${isQuiet("referral.carer_id", today)}`)
    .orderBy("task.due_on")
    .limit(50)
    .execute();

export type NewTask = {
  id: string;
  enrolmentId: string;
  organisationId: string;
  forUserId: string | null;
} & AbsenceTask;

/** One open task of a kind about a person: a second one does nothing. */
export const insertTask = (db: Db, task: NewTask, made: Made): Write =>
  db
    .insertInto("task")
    .values({
      id: task.id,
      organisation_id: task.organisationId,
      for_user_id: task.forUserId,
      kind: task.kind,
      subject_kind: "enrolment",
      subject_id: task.enrolmentId,
      text: task.text,
      due_on: task.dueOn,
      created_at: made.at,
      created_by: made.by,
    })
    .onConflict((conflict) => conflict.doNothing());

/** Keeps that somebody rang about a task, and how it went. */
export const recordRing = (
  db: Db,
  ring: { id: string; personId: string; referralId: string; outcome: Exclude<TaskAnswer, "settled"> },
  made: Made,
): Write =>
  db.insertInto("contact_attempt").values({
    id: ring.id,
    person_id: ring.personId,
    referral_id: ring.referralId,
    how: "telephone",
    outcome: ring.outcome,
    at: made.at,
    by: made.by,
  });

export const recordTaskDone = (db: Db, taskId: string, outcome: "spoke" | "settled", made: Made): Write =>
  db
    .updateTable("task")
    .set({ done_at: made.at, done_by: made.by, outcome })
    .where("id", "=", taskId)
    .where("done_at", "is", null);

/** What no longer holds (a mark was corrected, somebody left) is done with. */
export const closeTasks = (db: Db, enrolmentId: string, kinds: readonly string[], made: Made): Write =>
  db
    .updateTable("task")
    .set({ done_at: made.at, done_by: made.by })
    .where("subject_kind", "=", "enrolment")
    .where("subject_id", "=", enrolmentId)
    .where("kind", "in", [...kinds])
    .where("done_at", "is", null);
