import type { SelectQueryBuilder } from "kysely";
import type { Db, Write } from "../../../deps.ts";
import type { DB } from "../../../generated/schema.d.ts";
import type { Marking, MarkRow } from "./attendance.ts";
import type { Made } from "./run-writes-queries.ts";

const columns = [
  "attendance.id",
  "attendance.enrolment_id as enrolmentId",
  "attendance.session_id as sessionId",
  "attendance.mark",
  "attendance.minutes",
  "attendance.late",
  "attendance.mode",
  "attendance.reason",
  "attendance.told_in_advance as toldInAdvance",
  "attendance.at",
  "user.name as byName",
] as const;

type Attendance = SelectQueryBuilder<DB, "attendance", object>;

/** Marks as they stand: rows that no later row replaces. */
const standing = (marks: Attendance) =>
  marks
    .leftJoin("user", "user.id", "attendance.by")
    .where((eb) =>
      eb.not(
        eb.exists(
          eb.selectFrom("attendance as later").whereRef("later.replaces_id", "=", "attendance.id").select("later.id"),
        ),
      ),
    )
    .select(columns);

const named = (rows: (Omit<MarkRow, "byName"> & { byName: string | null })[]): MarkRow[] =>
  rows.map((row) => ({ ...row, byName: row.byName ?? "Somebody" }));

export const listMarksOfSession = async (db: Db, sessionId: string): Promise<MarkRow[]> =>
  named(await standing(db.selectFrom("attendance").where("attendance.session_id", "=", sessionId)).execute());

export const listMarksOfEnrolment = async (db: Db, enrolmentId: string): Promise<MarkRow[]> =>
  named(await standing(db.selectFrom("attendance").where("attendance.enrolment_id", "=", enrolmentId)).execute());

export const listMarksOfRun = async (db: Db, runId: string): Promise<MarkRow[]> =>
  named(
    await standing(
      db
        .selectFrom("attendance")
        .where("attendance.session_id", "in", db.selectFrom("session").where("run_id", "=", runId).select("id")),
    ).execute(),
  );

/** How often each person's mark at each session was corrected, for those where it was. */
export const listCorrections = (db: Db, enrolmentId: string) =>
  db
    .selectFrom("attendance")
    .where("enrolment_id", "=", enrolmentId)
    .where("replaces_id", "is not", null)
    .groupBy("session_id")
    .select((eb) => ["session_id as sessionId", eb.fn.countAll<number>().as("times")])
    .execute();

export type NewMark = Marking & { id: string; enrolmentId: string; sessionId: string; replacesId: string | null };

/** A mark, or the correction of one. Of two people marking the same person at once, the second is refused. */
export const insertMark = (db: Db, mark: NewMark, made: Made): Write =>
  db.insertInto("attendance").values({
    id: mark.id,
    enrolment_id: mark.enrolmentId,
    session_id: mark.sessionId,
    mark: mark.mark,
    minutes: mark.minutes,
    late: mark.late,
    mode: mark.mode,
    reason: mark.reason,
    told_in_advance: mark.toldInAdvance,
    replaces_id: mark.replacesId,
    at: made.at,
    by: made.by,
  });
