import { sql } from "kysely";
import { type Order, walked } from "../../db/keyset.ts";
import type { Db, Write } from "../../deps.ts";
import type { Actor } from "../../domain/actor.ts";
import { type Key, type Page, type Place, pageOf } from "../../domain/paging.ts";
import type { OpenInvitation, User } from "./user.ts";

/** Of how many values the key of a person is made. */
export const USER_KEY = 1;

/** A name is nothing for an address: a key has the id, and the name that orders the list is read from there. */
const BY_NAME = {
  by: ["u.name", "u.id"],
  valuesOf: ([id]: Key) => [sql`(select k.name from user k where k.id = ${id})`, sql`${id}`],
} satisfies Order;

/** An administrator sees who has, or had, a role in their own organisation; nobody else's (docs/rules/people-and-words.md). */
const visibleTo = (db: Db, actor: Actor) =>
  db
    .selectFrom("user as u")
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom("membership as m")
          .whereRef("m.user_id", "=", "u.id")
          .where("m.organisation_id", "=", actor.organisationId)
          .select("m.id"),
      ),
    );

const rolesHere = (actor: Actor) => sql<string>`(
  select json_group_array(json_object('membershipId', m.id, 'role', m.role, 'fromOn', m.from_on, 'toOn', m.to_on))
  from (select * from membership where user_id = u.id and organisation_id = ${actor.organisationId}
        order by to_on is not null, from_on, role) m)`;

const actsElsewhere = (actor: Actor) => sql<number>`exists (
  select 1 from membership m where m.user_id = u.id and m.organisation_id <> ${actor.organisationId} and m.to_on is null)`;

const listed = (db: Db, actor: Actor) =>
  visibleTo(db, actor).select([
    "u.id",
    "u.name",
    "u.email",
    "u.disabled_at",
    "u.two_factor_enabled",
    "u.last_signed_in_at",
    rolesHere(actor).as("roles"),
    actsElsewhere(actor).as("works_elsewhere"),
  ]);

type Row = Awaited<ReturnType<ReturnType<typeof listed>["execute"]>>[number];

const userOf = (row: Row): User => ({
  userId: row.id,
  name: row.name,
  email: row.email,
  disabledAt: row.disabled_at,
  hasSecondFactor: row.two_factor_enabled === 1,
  lastSignedInAt: row.last_signed_in_at,
  roles: JSON.parse(row.roles) as User["roles"],
  worksElsewhere: row.works_elsewhere === 1,
});

/** One page of the people of the own organisation, by name. */
export async function listUsers(db: Db, actor: Actor, place: Place): Promise<Page<User>> {
  const found = await pageOf(
    place,
    ({ id }: { id: string }) => [id],
    (walk) => walked(listed(db, actor), BY_NAME, walk).execute(),
  );
  return { ...found, rows: found.rows.map(userOf) };
}

export async function countUsers(db: Db, actor: Actor): Promise<number> {
  const row = await visibleTo(db, actor).select(db.fn.countAll<number>().as("n")).executeTakeFirstOrThrow();
  return row.n;
}

export async function findUser(db: Db, actor: Actor, userId: string): Promise<User | undefined> {
  const row = await listed(db, actor).where("u.id", "=", userId).executeTakeFirst();
  return row && userOf(row);
}

/** Invitations and password links of this organisation that can still be used, the latest first. */
export async function listInvitations(db: Db, actor: Actor, now: string): Promise<OpenInvitation[]> {
  const rows = await db
    .selectFrom("invitation")
    .where("organisation_id", "=", actor.organisationId)
    .where("used_at", "is", null)
    .where("revoked_at", "is", null)
    .where("expires_at", ">", now)
    .select(["id", "email", "name", "role", "for_user_id", "created_at", "expires_at"])
    .orderBy("created_at", "desc")
    .limit(200)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    email: row.email,
    name: row.name,
    role: row.role,
    isNewPassword: row.for_user_id !== null,
    madeAt: row.created_at,
    expiresAt: row.expires_at,
  }));
}

export async function findOpenInvitation(db: Db, actor: Actor, id: string, now: string) {
  return (await listInvitations(db, actor, now)).find((invitation) => invitation.id === id);
}

export const revokeInvitation = (db: Db, id: string, at: string): Write[] => [
  db.updateTable("invitation").set({ revoked_at: at }).where("id", "=", id),
];

/** Takes back open links that a new one replaces, also those that have expired: one of a kind can be open. */
export const replaceInvitations = (
  db: Db,
  actor: Actor,
  same: { email: string; role: string },
  at: string,
): Write[] => [
  db
    .updateTable("invitation")
    .set({ revoked_at: at })
    .where("organisation_id", "=", actor.organisationId)
    .where("email", "=", same.email)
    .where("role", "=", same.role as Actor["role"])
    .where("for_user_id", "is", null)
    .where("used_at", "is", null)
    .where("revoked_at", "is", null),
];

export const replacePasswordLinks = (db: Db, userId: string, at: string): Write[] => [
  db
    .updateTable("invitation")
    .set({ revoked_at: at })
    .where("for_user_id", "=", userId)
    .where("used_at", "is", null)
    .where("revoked_at", "is", null),
];

export const setDisabled = (db: Db, userId: string, at: string | null, now: string): Write[] => [
  db.updateTable("user").set({ disabled_at: at, updated_at: now }).where("id", "=", userId),
];

/** The role ends today; whoever acts in it now has to choose another. */
export const endMembership = (db: Db, membershipId: string, day: string): Write[] => [
  db.updateTable("membership").set({ to_on: day }).where("id", "=", membershipId).where("to_on", "is", null),
  db.updateTable("auth_session").set({ membership_id: null }).where("membership_id", "=", membershipId),
];
