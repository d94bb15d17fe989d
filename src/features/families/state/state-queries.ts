import type { Db, Write } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import type { Day } from "../../../domain/calendar.ts";

/** "I know this family": from now on the file is closed to this person, until a manager lifts it. */
export const lockFamily = (
  db: Db,
  actor: Actor,
  lock: { id: string; familyId: string; reason: string | null; at: string },
): Write =>
  db.insertInto("family_lock").values({
    id: lock.id,
    family_id: lock.familyId,
    user_id: actor.userId,
    kind: "i-know-this-family",
    reason: lock.reason,
    from_at: lock.at,
    created_by: actor.userId,
  });

export const liftLock = (db: Db, actor: Actor, lockId: string, at: string): Write =>
  db.updateTable("family_lock").set({ lifted_at: at, lifted_by: actor.userId }).where("id", "=", lockId);

const change = (db: Db, id: string, version: number) =>
  db
    .updateTable("family")
    .where("id", "=", id)
    .set("version", version + 1);

export const closeFamily = (db: Db, id: string, version: number, on: Day): Write =>
  change(db, id, version).set({ closed_on: on });

export const reopenFamily = (db: Db, id: string, version: number, reviewDueOn: Day): Write =>
  change(db, id, version).set({ closed_on: null, review_due_on: reviewDueOn });

export const setReview = (db: Db, id: string, version: number, dueOn: Day): Write =>
  change(db, id, version).set({ review_due_on: dueOn });
