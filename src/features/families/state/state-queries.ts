import type { Db, Write } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import type { Day } from "../../../domain/calendar.ts";

export type Lock = { id: string; userName: string | null; reason: string | null; fromAt: string };

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

/** The locks on a family by people who work in the actor's organisation. Look the family up first. */
export const listLocks = (db: Db, actor: Actor, familyId: string): Promise<Lock[]> =>
  db
    .selectFrom("family_lock")
    .leftJoin("user", "user.id", "family_lock.user_id")
    .where("family_lock.family_id", "=", familyId)
    .where("family_lock.lifted_at", "is", null)
    .where(
      "family_lock.user_id",
      "in",
      db.selectFrom("membership").where("organisation_id", "=", actor.organisationId).select("user_id"),
    )
    .orderBy("family_lock.from_at")
    .select(["family_lock.id", "user.name as userName", "family_lock.reason", "family_lock.from_at as fromAt"])
    .execute();

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
