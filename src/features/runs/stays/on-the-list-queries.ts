import type { Db, Write } from "../../../deps.ts";
import type { Day } from "../../../domain/calendar.ts";
import type { Enrolment, NewEnrolment } from "../delivery/enrolment-queries.ts";
import { freePlaceOf } from "../delivery/place-queries.ts";

type Versioned = Pick<Enrolment, "id" | "version">;

/** Somebody is on this run instead of the one before, from that day on; their place there is free. */
export const recordMoved = (db: Db, { id, version }: Versioned, to: { runId: string; fromOn: Day }): Write[] => [
  db
    .updateTable("enrolment")
    .set({ run_id: to.runId, from_on: to.fromOn, version: version + 1 })
    .where("id", "=", id),
  freePlaceOf(db, id),
];

/**
 * Somebody waits for a place again: their enrolment rests, and counts as none, until they are enrolled again. Its outcome is
 * only what keeps it off every list of who is on a run.
 */
export const recordBackOnList = (db: Db, { id, version }: Versioned, on: Day): Write[] => [
  db
    .updateTable("enrolment")
    .set({ to_on: on, outcome: "did-not-start", back_on_list_on: on, version: version + 1 })
    .where("id", "=", id),
  freePlaceOf(db, id),
];

/** The resting enrolment of somebody who waits again, if they do. */
export const findResting = (db: Db, referralId: string) =>
  db
    .selectFrom("enrolment")
    .where("referral_id", "=", referralId)
    .where("back_on_list_on", "is not", null)
    .select(["id", "version", "from_on as fromOn"])
    .executeTakeFirst();

/** Whoever went back to the waiting list is enrolled again as who they are: what they answered and came to stays theirs. */
export const recordEnrolledAgain = (
  db: Db,
  { id, version }: Pick<Enrolment, "id" | "version">,
  enrolment: Omit<NewEnrolment, "id" | "referralId">,
): Write =>
  db
    .updateTable("enrolment")
    .set({
      run_id: enrolment.runId,
      from_on: enrolment.fromOn,
      to_on: null,
      outcome: null,
      left_stage: null,
      back_on_list_on: null,
      attends_with_id: enrolment.attendsWithId,
      recognition_word: enrolment.recognitionWord,
      child_initial: enrolment.childInitial,
      child_age: enrolment.childAge,
      follow_up_owner_id: enrolment.followUpOwnerId,
      version: version + 1,
    })
    .where("id", "=", id);
