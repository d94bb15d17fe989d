import { sql } from "kysely";
import type { Db } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import { isShared } from "../../sharing/index.ts";

/*
 * Whom somebody sees: scope and lock, in this one file. Every statement that reads people takes its condition from here or
 * has none to take (tests/architecture/visible.test.ts).
 */

/** Is the `family` of the statement of the actor's organisation? */
export const isOwn = (actor: Actor) => sql<number>`family.organisation_id = ${actor.organisationId}`;

/** Whether this person has locked the family of a statement's column for themselves ("I know this family"). */
export const isLockedFrom = (actor: Pick<Actor, "userId">, familyId: string) => sql<boolean>`exists (
  select 1 from family_lock l where l.family_id = ${sql.ref(familyId)} and l.user_id = ${actor.userId} and l.lifted_at is null)`;

/** The same of the `family` of the statement. */
export const isLocked = (actor: Actor) => isLockedFrom(actor, "family.id");

/** What somebody has locked for themselves: few, so a statement may be read from them on. */
export const ownLocks = (db: Db, actor: Actor) =>
  db
    .selectFrom("family_lock")
    .where("family_lock.user_id", "=", actor.userId)
    .where("family_lock.lifted_at", "is", null);

/** Who has locked a family for themselves, whoever asks: so that nobody is told of what they may not open. */
export const lockedFor = async (db: Db, familyId: string): Promise<string[]> => {
  const locks = db.selectFrom("family_lock").where("family_id", "=", familyId).where("lifted_at", "is", null);
  return (await locks.select("user_id").execute()).flatMap(({ user_id }) => user_id ?? []);
};

export type Lock = { id: string; userName: string | null; reason: string | null; fromAt: string };

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

/** Is the actor's organisation at work for the family, with the carer's agreement? features/sharing says when it is. */
const isReferred = (actor: Actor) => sql`exists (
  select 1 from referral r where r.family_id = family.id and r.to_organisation_id = ${actor.organisationId} and ${isShared("r")})`;

/**
 * May this person open the `family` of the statement? Their organisation's own, and those that it is at work for as a
 * provider; never one that they have locked for themselves ("I know this family"). A question about one row: no statement
 * gathers the families of an organisation to ask about one of them.
 */
export const mayOpenFamily = (actor: Actor) =>
  sql<boolean>`((${isOwn(actor)} or ${isReferred(actor)}) and not ${isLocked(actor)})`;

/** Families that this person may open, for statements that name which: by id, by reference, by what a search found. */
export const visibleFamilies = (db: Db, actor: Actor) => db.selectFrom("family").where(mayOpenFamily(actor));

/**
 * Families of the actor's own organisation that they may open: what is theirs to change and to list. Records of a family
 * are joined to it, so that one record asks about its own family and a list reads the organisation's.
 */
export const ownFamilies = (db: Db, actor: Actor) =>
  db
    .selectFrom("family")
    .where("family.organisation_id", "=", actor.organisationId)
    .where(sql<boolean>`not ${isLocked(actor)}`);

/** The same of the one `family` that a list leads to, for lists that are read by an order of their own. */
export const isOwnToOpen = (actor: Actor) => sql<boolean>`(${isOwn(actor)} and not ${isLocked(actor)})`;

/** Of a family that is not theirs, a provider sees the carers and children whom it is at work for. */
export const named = (actor: Actor, person: "carer_id" | "child_id", of: string) => sql`exists (
  select 1 from referral r where r.family_id = family.id and r.to_organisation_id = ${actor.organisationId}
  and ${isShared("r")} and r.${sql.ref(person)} = ${sql.ref(of)})`;

/** People that this actor may see within families that they may open; `of` is the column that holds the person's id. */
export const visiblePeople = (actor: Actor, of: string) =>
  sql<boolean>`(${isOwn(actor)} or ${named(actor, "carer_id", of)} or ${named(actor, "child_id", of)})`;
