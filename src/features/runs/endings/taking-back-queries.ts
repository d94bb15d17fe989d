import { sql } from "kysely";
import type { Db, Write } from "../../../deps.ts";
import type { Enrolment } from "../delivery/enrolment-queries.ts";
import { ABSENCE_TASKS } from "../register/absence-tasks.ts";
import type { LeftPlace } from "./taking-back.ts";

/** The places of a run, each with whose ending freed it last. */
export const listLeftPlaces = (db: Db, runId: string): Promise<LeftPlace[]> =>
  db
    .selectFrom("place")
    .where("run_id", "=", runId)
    .select(["id", "number", "kind", "enrolment_id as enrolmentId", "freed_by_id as freedById"])
    .orderBy("number")
    .execute();

/** The run that the same referral was enrolled on after this, if it was. */
export const findLaterRun = (db: Db, { id, referralId }: Pick<Enrolment, "id" | "referralId">) =>
  db
    .selectFrom("enrolment as later")
    .innerJoin("run", "run.id", "later.run_id")
    .innerJoin("enrolment as this", "this.referral_id", "later.referral_id")
    .where("later.referral_id", "=", referralId)
    .where("this.id", "=", id)
    .where("later.id", "<>", id)
    .where((eb) => eb.or([eb("later.outcome", "is", null), eb("later.created_at", ">", eb.ref("this.created_at"))]))
    .select("run.name")
    .executeTakeFirst();

/** What recording the ending at this instant ticked, and nobody has opened anew since. */
export async function listTasksClosedAt(db: Db, enrolmentId: string, endedAt: string): Promise<string[]> {
  const rows = await db
    .selectFrom("task")
    .where("subject_kind", "=", "enrolment")
    .where("subject_id", "=", enrolmentId)
    .where("kind", "in", Object.keys(ABSENCE_TASKS))
    .select(["id", "kind", "done_at"])
    .execute();
  const open = new Set(rows.filter(({ done_at }) => done_at === null).map(({ kind }) => kind));
  return rows.filter(({ kind, done_at }) => done_at === endedAt && !open.has(kind)).map(({ id }) => id);
}

const among = (ids: readonly string[]) => sql<string>`(select value from json_each(${JSON.stringify(ids)}))`;

type Opened = { tasks: readonly string[]; registers: readonly string[] };

/** Somebody is on the run again, but for the place: how it ended is cleared, what it ticked is to be done, registers are open. */
export const recordTakenBack = (
  db: Db,
  { id, version }: Pick<Enrolment, "id" | "version">,
  { tasks, registers }: Opened,
): Write[] => [
  db
    .updateTable("enrolment")
    .set({ to_on: null, outcome: null, left_reason: null, left_stage: null, decided_by: null, version: version + 1 })
    .where("id", "=", id),
  db.updateTable("task").set({ done_at: null, done_by: null }).where("id", "in", among(tasks)),
  db.updateTable("session").set({ register_closed_at: null }).where("id", "in", among(registers)),
];

/** Takes a place again, as takePlace does; what was kept for an ending is settled. */
export const retakePlace = (db: Db, placeId: string, enrolmentId: string): Write =>
  db.updateTable("place").set({ enrolment_id: enrolmentId, freed_by_id: null }).where("id", "=", placeId);
