import type { Db, Write } from "../../../deps.ts";
import type { Attempt, AttemptOutcome, How } from "./due.ts";

export type NewAttempt = {
  id: string;
  /** Null where it is about no questionnaires: somebody who waits is spoken to. */
  packId: string | null;
  personId: string;
  referralId: string | null;
  how: How;
  outcome: AttemptOutcome;
  note: string | null;
  at: string;
  by: string;
};

/** Keeps a try to reach somebody; earlier ones stay. */
export const recordAttempt = (db: Db, attempt: NewAttempt): Write =>
  db.insertInto("contact_attempt").values({
    id: attempt.id,
    person_id: attempt.personId,
    referral_id: attempt.referralId,
    pack_id: attempt.packId,
    how: attempt.how,
    outcome: attempt.outcome,
    note: attempt.note,
    at: attempt.at,
    by: attempt.by,
  });

/** Every try to reach somebody about one occasion, the latest first. */
export const listAttempts = (db: Db, packId: string): Promise<Attempt[]> =>
  db
    .selectFrom("contact_attempt as t")
    .leftJoin("user as u", "u.id", "t.by")
    .where("t.pack_id", "=", packId)
    .orderBy("t.at", "desc")
    .orderBy("t.id", "desc")
    .limit(100)
    .select(["t.id", "t.how", "t.outcome", "t.note", "t.at", "u.name as byName"])
    .execute();
