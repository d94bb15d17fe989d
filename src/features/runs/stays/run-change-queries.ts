import { sql } from "kysely";
import type { Db, Write } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import { addDays, type Day } from "../../../domain/calendar.ts";
import { type Enrolment, listEnrolmentsWhere } from "../delivery/enrolment-queries.ts";
import type { Made } from "../delivery/run-writes-queries.ts";

export type RunChangeKind = "moved" | "back-on-list" | "enrolled-again";

/** Somebody went to another run, back to the waiting list, or from there onto a run again. */
export type RunChange = {
  kind: RunChangeKind;
  fromRun: string | null;
  toRun: string | null;
  fromRunId: string | null;
  onDay: Day;
  why: string | null;
  at: string;
  byName: string;
};

type NewRunChange = {
  id: string;
  enrolmentId: string;
  kind: RunChangeKind;
  fromRunId: string | null;
  toRunId: string | null;
  /** The day from which they were on the run that they leave. */
  wasFromOn: Day;
  onDay: Day;
  why: string | null;
};

export const insertRunChange = (db: Db, change: NewRunChange, made: Made): Write =>
  db.insertInto("run_change").values({
    id: change.id,
    enrolment_id: change.enrolmentId,
    kind: change.kind,
    from_run_id: change.fromRunId,
    to_run_id: change.toRunId,
    was_from_on: change.wasFromOn,
    on_day: change.onDay,
    why: change.why,
    at: made.at,
    by: made.by,
  });

/** Where somebody was before, the latest first. */
export async function listRunChanges(db: Db, enrolmentId: string): Promise<RunChange[]> {
  const rows = await db
    .selectFrom("run_change as c")
    .leftJoin("run as before", "before.id", "c.from_run_id")
    .leftJoin("run as after", "after.id", "c.to_run_id")
    .leftJoin("user", "user.id", "c.by")
    .where("c.enrolment_id", "=", enrolmentId)
    .select(["c.kind", "before.name as fromRun", "after.name as toRun", "c.from_run_id as fromRunId"])
    .select(["c.on_day as onDay", "c.why", "c.at", "user.name as byName"])
    .orderBy("c.at", "desc")
    .orderBy("c.id", "desc")
    .execute();
  return rows.map((row) => ({ ...row, byName: row.byName ?? "Somebody" }));
}

/** Somebody who was on a run and is not any more: on it from and to those days, with where they went. */
export type MovedAway = Enrolment & { wentTo: string };

/** Who was on a run and went to another or back to the waiting list; of several stays there the last. */
export async function listMovedAway(db: Db, actor: Actor, runId: string): Promise<MovedAway[]> {
  const stays = await db
    .selectFrom("run_change")
    .where("from_run_id", "=", runId)
    .select(["enrolment_id as id", "was_from_on as fromOn", "on_day as onDay", "kind"])
    .orderBy("at")
    .execute();
  if (stays.length === 0) return [];
  const last = new Map(stays.map((stay) => [stay.id, stay]));
  const among = sql<string>`(select value from json_each(${JSON.stringify([...last.keys()])}))`;
  const people = await listEnrolmentsWhere(db, actor, (rows) => rows.where("enrolment.id", "in", among));
  return people
    .filter((person) => person.runId !== runId || person.backOnListOn !== null)
    .map((person) => {
      const stay = last.get(person.id)!;
      const wentTo = stay.kind === "moved" ? person.runName : "the waiting list";
      return { ...person, fromOn: stay.fromOn, toOn: addDays(stay.onDay, -1), wentTo };
    });
}
