import { sql } from "kysely";
import type { Db, Write } from "../../../deps.ts";
import type { Person } from "./person.ts";

const personRows = (db: Db, today: string) =>
  db
    .selectFrom("user as u")
    .leftJoin("membership as m", (join) =>
      join
        .onRef("m.user_id", "=", "u.id")
        .on("m.from_on", "<=", today)
        .on((eb) => eb.or([eb("m.to_on", "is", null), eb("m.to_on", ">", today)])),
    )
    .leftJoin("organisation as o", "o.id", "m.organisation_id")
    .select([
      "u.id as user_id",
      "u.name",
      "u.email",
      "u.disabled_at",
      "u.two_factor_enabled",
      "u.demonstration",
      "m.id as membership_id",
      "m.role",
      "o.id as organisation_id",
      "o.name as organisation_name",
    ])
    .orderBy("o.name")
    .orderBy("m.role");

type Row = Awaited<ReturnType<ReturnType<typeof personRows>["execute"]>>[number];

function personOf(rows: readonly Row[]): Person | undefined {
  const [first] = rows;
  if (!first) return undefined;
  return {
    userId: first.user_id,
    name: first.name,
    email: first.email,
    isDisabled: first.disabled_at !== null,
    hasSecondFactor: first.two_factor_enabled === 1,
    isDemonstration: first.demonstration === 1,
    memberships: rows.flatMap(({ membership_id, organisation_id, organisation_name, role }) =>
      membership_id && organisation_id && organisation_name && role
        ? [{ id: membership_id, organisationId: organisation_id, organisationName: organisation_name, role }]
        : [],
    ),
  };
}

/** Somebody who tries to sign in: there is no actor yet, so nothing to scope by. */
export const findPersonByEmail = async (db: Db, email: string, today: string): Promise<Person | undefined> =>
  personOf(await personRows(db, today).where("u.email", "=", email).execute());

/** One's own account. */
export const findPerson = async (db: Db, userId: string, today: string): Promise<Person | undefined> =>
  personOf(await personRows(db, today).where("u.id", "=", userId).execute());

/** Whose sign-in waits for a second factor: the library keeps the challenge, its name stands in a signed cookie. */
export const findChallenged = async (db: Db, challenge: string, now: string): Promise<string | undefined> => {
  const row = await db
    .selectFrom("verification")
    .where("identifier", "=", challenge)
    .where("expires_at", ">", now)
    .select("value")
    .executeTakeFirst();
  return row?.value;
};

/** The hash of somebody's password, if they have one. */
export const findPasswordHash = async (db: Db, userId: string): Promise<string | null> => {
  const row = await db
    .selectFrom("account")
    .where("user_id", "=", userId)
    .where("provider_id", "=", "credential")
    .select("password")
    .executeTakeFirst();
  return row?.password ?? null;
};

/** The names of the others who work in these organisations today. */
export async function listColleagueNames(
  db: Db,
  organisationIds: readonly string[],
  notUserId: string,
  today: string,
): Promise<string[]> {
  const rows = await db
    .selectFrom("membership as m")
    .innerJoin("user as u", "u.id", "m.user_id")
    .where("m.organisation_id", "in", sql<string>`(select value from json_each(${JSON.stringify(organisationIds)}))`)
    .where((eb) => eb.or([eb("m.to_on", "is", null), eb("m.to_on", ">", today)]))
    .where("u.disabled_at", "is", null)
    .where("u.id", "<>", notUserId)
    .select("u.name")
    .distinct()
    .execute();
  return rows.map(({ name }) => name);
}

export const renamePerson = (db: Db, userId: string, name: string, at: string): Write[] => [
  db.updateTable("user").set({ name, updated_at: at }).where("id", "=", userId),
];

export const setPassword = (db: Db, userId: string, hash: string, at: string): Write[] => [
  db
    .updateTable("account")
    .set({ password: hash, updated_at: at })
    .where("user_id", "=", userId)
    .where("provider_id", "=", "credential"),
];
