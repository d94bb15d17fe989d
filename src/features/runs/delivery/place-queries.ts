import type { Db, Write } from "../../../deps.ts";
import type { Place } from "./enrolment.ts";

export const listPlaces = (db: Db, runId: string): Promise<Place[]> =>
  db
    .selectFrom("place")
    .where("run_id", "=", runId)
    .select(["id", "number", "kind", "enrolment_id as enrolmentId"])
    .orderBy("number")
    .execute();

/** Takes a place by its id alone: a place already taken refuses it (trigger place_taken_once), and the whole commit with it. */
export const takePlace = (db: Db, placeId: string, enrolmentId: string): Write =>
  db.updateTable("place").set({ enrolment_id: enrolmentId }).where("id", "=", placeId);

/** Their place is free again; it keeps who left it. */
export const freePlaceOf = (db: Db, enrolmentId: string): Write =>
  db.updateTable("place").set({ enrolment_id: null, freed_by_id: enrolmentId }).where("enrolment_id", "=", enrolmentId);
