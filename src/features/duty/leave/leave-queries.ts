import { sql } from "kysely";
import type { Db, Write } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import type { Day } from "../../../domain/calendar.ts";
import type { Absence, Colleague, Cover } from "./leave.ts";

const standing = (db: Db, day: Day) =>
  db
    .selectFrom("absence as a")
    .where("a.ended_at", "is", null)
    .where("a.first_day", "<=", day)
    .where("a.last_day", ">=", day);

/** Is this person on leave on this day? */
export async function isAway(db: Db, userId: string, day: Day): Promise<boolean> {
  return (await standing(db, day).where("a.user_id", "=", userId).select("a.id").executeTakeFirst()) !== undefined;
}

/** Who of some people is on leave on this day, each with the one who covers (null where nobody was named). */
export async function awayAmong(db: Db, userIds: readonly string[], day: Day): Promise<Map<string, string | null>> {
  const rows = await standing(db, day)
    .where("a.user_id", "in", sql<string>`(select value from json_each(${JSON.stringify(userIds)}))`)
    .select(["a.user_id as userId", "a.cover_id as coverId"])
    .execute();
  return new Map(rows.map(({ userId, coverId }) => [userId, coverId]));
}

/**
 * Who covers for somebody on leave on this day. Undefined: they are not on leave. Null: they are, and nobody was named, or who was
 * named is away or can't sign in any more.
 */
export async function coverFor(db: Db, userId: string, day: Day): Promise<Cover | null | undefined> {
  const row = await standing(db, day)
    .leftJoin("user as u", "u.id", "a.cover_id")
    .where("a.user_id", "=", userId)
    .select(["u.id", "u.name", "u.disabled_at as disabledAt"])
    .executeTakeFirst();
  if (!row) return undefined;
  if (row.id === null || row.name === null || row.disabledAt !== null) return null;
  return (await isAway(db, row.id, day)) ? null : { userId: row.id, name: row.name };
}

/** Who works in the actor's organisation on this day, by name, with their roles. Nobody whose account is disabled. */
export async function listColleagues(db: Db, actor: Pick<Actor, "organisationId">, day: Day): Promise<Colleague[]> {
  const rows = await db
    .selectFrom("membership as m")
    .innerJoin("user as u", "u.id", "m.user_id")
    .where("m.organisation_id", "=", actor.organisationId)
    .where("m.from_on", "<=", day)
    .where((eb) => eb.or([eb("m.to_on", "is", null), eb("m.to_on", ">", day)]))
    .where("u.disabled_at", "is", null)
    .groupBy(["u.id", "u.name"])
    .orderBy("u.name")
    .orderBy("u.id")
    .select(["u.id as userId", "u.name", sql<string>`json_group_array(m.role)`.as("roles")])
    .execute();
  return rows.map((row) => ({ ...row, roles: JSON.parse(row.roles) as string[] }));
}

const shown = (db: Db) =>
  db
    .selectFrom("absence as a")
    .innerJoin("user as u", "u.id", "a.user_id")
    .leftJoin("user as cover", "cover.id", "a.cover_id")
    .leftJoin("user as maker", "maker.id", "a.made_by")
    .leftJoin("user as ender", "ender.id", "a.ended_by")
    .select([
      "a.id",
      "a.user_id as userId",
      "u.name as userName",
      "a.first_day as firstDay",
      "a.last_day as lastDay",
      "a.cover_id as coverId",
      "cover.name as coverName",
      "a.note",
      "a.made_at as madeAt",
      "maker.name as madeByName",
      "a.ended_at as endedAt",
      "ender.name as endedByName",
    ]);

const MOST = 200;

/** The leave of the one who asks, the latest first; what has ended too. */
export const listOwnLeave = (db: Db, actor: Actor): Promise<Absence[]> =>
  shown(db).where("a.user_id", "=", actor.userId).orderBy("a.first_day", "desc").limit(MOST).execute();

/** Of the people of the organisation: what is not over on this day, the next first. */
export const listTeamLeave = (db: Db, colleagues: readonly Colleague[], day: Day): Promise<Absence[]> =>
  shown(db)
    .where(
      "a.user_id",
      "in",
      sql<string>`(select value from json_each(${JSON.stringify(colleagues.map(({ userId }) => userId))}))`,
    )
    .where("a.ended_at", "is", null)
    .where("a.last_day", ">=", day)
    .orderBy("a.first_day")
    .orderBy("u.name")
    .limit(MOST)
    .execute();

/** A leave of one of some people. */
export const findLeave = (db: Db, id: string, ofUsers: readonly string[]): Promise<Absence | undefined> =>
  shown(db)
    .where("a.id", "=", id)
    .where("a.user_id", "in", sql<string>`(select value from json_each(${JSON.stringify(ofUsers)}))`)
    .executeTakeFirst();

export type LeaveToKeep = Pick<Absence, "id" | "userId" | "firstDay" | "lastDay" | "coverId" | "note">;

/** The write of a leave; one that shares a day with another of the same person is refused by the table. */
export const insertLeave = (db: Db, { by, at }: { by: string; at: string }, leave: LeaveToKeep): Write =>
  db.insertInto("absence").values({
    id: leave.id,
    user_id: leave.userId,
    first_day: leave.firstDay,
    last_day: leave.lastDay,
    cover_id: leave.coverId,
    note: leave.note,
    made_at: at,
    made_by: by,
  });

/** The write that ends a leave; one that has ended already is refused by the table. */
export const endLeave = (db: Db, { by, at }: { by: string; at: string }, id: string): Write =>
  db.updateTable("absence").set({ ended_at: at, ended_by: by }).where("id", "=", id);
