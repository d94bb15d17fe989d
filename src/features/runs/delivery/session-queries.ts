import { sql } from "kysely";
import type { Db, Write } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import { type Day, instantText, startsAt } from "../../../domain/calendar.ts";
import { visibleRuns } from "./run-queries.ts";
import type { CancelledReason, Session } from "./session.ts";
import type { Move } from "./session-dates.ts";

const columns = [
  "session.id",
  "session.run_id as runId",
  "session.number",
  "session.module",
  "session.core",
  "session.kind",
  "session.for_enrolment_id as forEnrolmentId",
  "session.makes_up_id as makesUpId",
  "session.local_day as day",
  "session.local_time as time",
  "session.minutes",
  "session.starts_at as startsAt",
  "session.status",
  "session.cancelled_reason as cancelledReason",
  "session.register_closed_at as registerClosedAt",
  "session.entered_late_days as enteredLateDays",
  "session.version",
] as const;

/** Sessions of the runs that somebody sees; of a co-leader's, only those of today ("tonight's list"). */
const visibleSessions = (db: Db, actor: Actor, today: Day) => {
  const seen = visibleRuns(db, actor).innerJoin("session", "session.run_id", "run.id");
  return actor.role === "co-leader" ? seen.where("session.local_day", "=", today) : seen;
};

/** Every session of a run, in the order of their dates. */
export const listSessions = (db: Db, runId: string): Promise<Session[]> =>
  db
    .selectFrom("session")
    .where("session.run_id", "=", runId)
    .select(columns)
    .orderBy("session.starts_at")
    .orderBy("session.number")
    .execute();

/** The sessions of other runs that somebody has a mark in. */
export const listEarlierSessions = (db: Db, enrolmentId: string, runId: string): Promise<Session[]> =>
  db
    .selectFrom("session")
    .where("session.run_id", "<>", runId)
    .where((eb) =>
      eb(
        "session.id",
        "in",
        eb.selectFrom("attendance").where("attendance.enrolment_id", "=", enrolmentId).select("attendance.session_id"),
      ),
    )
    .select(columns)
    .orderBy("session.starts_at")
    .execute();

export const findSession = (db: Db, actor: Actor, id: string, today: Day): Promise<Session | undefined> =>
  visibleSessions(db, actor, today).where("session.id", "=", id).select(columns).executeTakeFirst();

export type TodaySession = Pick<
  Session,
  "id" | "number" | "module" | "time" | "kind" | "status" | "registerClosedAt"
> & {
  runName: string;
};

/** Today's sessions of the runs that somebody sees, in the order of their times. */
export const listToday = (db: Db, actor: Actor, today: Day): Promise<TodaySession[]> =>
  visibleSessions(db, actor, today)
    .where("session.local_day", "=", today)
    .select([
      "session.id",
      "session.number",
      "session.module",
      "session.local_time as time",
      "session.kind",
      "session.status",
      "session.register_closed_at as registerClosedAt",
      "run.name as runName",
    ])
    .orderBy("session.starts_at")
    .limit(50)
    .execute();

const unfinished = (db: Db, actor: Actor, today: Day) =>
  visibleSessions(db, actor, today)
    .where("run.closed_on", "is", null)
    .where("session.local_day", "<=", today)
    .where("session.status", "<>", "cancelled")
    .where("session.register_closed_at", "is", null)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom("enrolment")
          .whereRef("enrolment.run_id", "=", "run.id")
          .whereRef("enrolment.from_on", "<=", "session.local_day")
          .where((on) =>
            on.or([on("enrolment.to_on", "is", null), on("enrolment.to_on", ">=", on.ref("session.local_day"))]),
          )
          .select("enrolment.id"),
      ),
    );

export type UnfinishedRegister = { sessionId: string; runName: string; number: number; module: string; day: Day };

/** Registers with somebody on them, of days that have come, that are not finished, the oldest first; at most 50, with how many there are. */
export async function registersToFinish(
  db: Db,
  actor: Actor,
  today: Day,
): Promise<{ total: number; registers: UnfinishedRegister[] }> {
  const [registers, count] = await Promise.all([
    unfinished(db, actor, today)
      .select([
        "session.id as sessionId",
        "run.name as runName",
        "session.number",
        "session.module",
        "session.local_day as day",
      ])
      .orderBy("session.starts_at")
      .limit(50)
      .execute(),
    unfinished(db, actor, today)
      .select((eb) => eb.fn.countAll<number>().as("count"))
      .executeTakeFirstOrThrow(),
  ]);
  return { total: Number(count.count), registers };
}

/** One session's new date; the version refuses it when somebody changed the session first. */
export const recordMoved = (db: Db, move: Move, version: number): Write =>
  db
    .updateTable("session")
    .set({
      local_day: move.to.day,
      local_time: move.to.time,
      starts_at: instantText(startsAt(move.to.day, move.to.time)),
      version: version + 1,
    })
    .where("id", "=", move.id);

type Versioned = Pick<Session, "id" | "version">;

export const recordCancelled = (db: Db, session: Versioned, reason: CancelledReason): Write =>
  db
    .updateTable("session")
    .set({ status: "cancelled", cancelled_reason: reason, version: session.version + 1 })
    .where("id", "=", session.id);

export const recordReinstated = (db: Db, session: Versioned): Write =>
  db
    .updateTable("session")
    .set({ status: "planned", cancelled_reason: null, version: session.version + 1 })
    .where("id", "=", session.id);

/** Somebody joins from a day in the past: registers since then have one more person to mark. */
export const reopenRegisters = (db: Db, runId: string, fromOn: Day): Write =>
  db
    .updateTable("session")
    .set({ register_closed_at: null })
    .where("run_id", "=", runId)
    .where("kind", "=", "planned")
    .where("local_day", ">=", fromOn)
    .where("register_closed_at", "is not", null);

/**
 * The session was held, since somebody is marked. Its register is finished as soon as everybody on it has a mark, and keeps its
 * first time; whether they have is asked in the commit itself, since rows are kept one by one and at the same moment.
 */
export const recordHeld = (db: Db, sessionId: string, enrolmentIds: readonly string[], now: string): Write => {
  const everybodyIsMarked = sql`not exists (
    select 1 from json_each(${JSON.stringify(enrolmentIds)}) as person where not exists (
      select 1 from attendance where attendance.session_id = ${sessionId} and attendance.enrolment_id = person.value))`;
  return db
    .updateTable("session")
    .set({
      status: "held",
      register_closed_at: sql<
        string | null
      >`case when ${everybodyIsMarked} then coalesce(register_closed_at, ${now}) end`,
    })
    .where("id", "=", sessionId)
    .where("status", "<>", "cancelled");
};
