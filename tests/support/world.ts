import type { Db } from "../../src/deps.ts";
import type { Role } from "../../src/domain/actor.ts";

export const AT = "2026-01-05T09:00:00.000Z";

export type Person = {
  userId: string;
  membershipId: string;
  organisationId: string;
  organisationKind: "team" | "provider";
  role: Role;
  name: string;
  email: string;
  token: string;
};

/** The told world of the tests: North works with Willow; South and Rowan must see nothing of theirs. */
const PEOPLE = {
  alice: ["Alice Practitioner", "practitioner", "north"],
  nadia: ["Nadia Manager", "team-manager", "north"],
  bob: ["Bob Facilitator", "facilitator", "willow"],
  wendy: ["Wendy Manager", "team-manager", "willow"],
  cora: ["Cora Peer", "co-leader", "willow"],
  erin: ["Erin Evaluator", "evaluator", "north"],
  ada: ["Ada Administrator", "administrator", "north"],
  audrey: ["Audrey Auditor", "auditor", "north"],
  charlie: ["Charlie Practitioner", "practitioner", "south"],
  rory: ["Rory Facilitator", "facilitator", "rowan"],
} as const;

const ORGANISATIONS = {
  north: ["team", "North kinship team"],
  south: ["team", "South kinship team"],
  willow: ["provider", "Willow Family Centre"],
  rowan: ["provider", "Rowan Trust"],
} as const;

export type PersonName = keyof typeof PEOPLE;
export type OrganisationName = keyof typeof ORGANISATIONS;
export type World = { people: Record<PersonName, Person>; organisations: Record<OrganisationName, string> };

/** Writes the world; `n` keeps two worlds in one database apart. */
export async function makeWorld(db: Db, n: number, now: string): Promise<World> {
  const id = (name: string) => `${name}-${n}`;
  const organisations = Object.fromEntries(
    Object.keys(ORGANISATIONS).map((name) => [name, id(name)]),
  ) as World["organisations"];
  await db
    .insertInto("organisation")
    .values(
      Object.entries(ORGANISATIONS).map(([name, [kind, title]]) => ({
        id: id(name),
        kind,
        name: `${title}${n > 1 ? ` ${n}` : ""}`,
        short_name: title.split(" ")[0]!,
        telephone: "01632 960000",
        email: `${name}@example.org`,
        data_contact: `data-${name}@example.org`,
        created_at: AT,
        created_by: "seed",
      })),
    )
    .execute();
  const people = Object.fromEntries(
    Object.entries(PEOPLE).map(([name, [full, role, organisation]]) => [
      name,
      {
        userId: id(name),
        membershipId: id(`m-${name}`),
        organisationId: id(organisation),
        organisationKind: ORGANISATIONS[organisation][0],
        role,
        name: full,
        email: `${name}${n > 1 ? n : ""}@example.org`,
        token: `token-of-${id(name)}`,
      },
    ]),
  ) as World["people"];
  await insertPeople(db, Object.values(people), now);
  return { people, organisations };
}

async function insertPeople(db: Db, people: Person[], now: string) {
  await db
    .insertInto("user")
    .values(
      people.map(({ userId, name, email }) => ({
        id: userId,
        name,
        email,
        email_verified: 1,
        two_factor_enabled: 1,
        created_at: AT,
        updated_at: AT,
      })),
    )
    .execute();
  await db
    .insertInto("membership")
    .values(
      people.map((p) => ({
        id: p.membershipId,
        user_id: p.userId,
        organisation_id: p.organisationId,
        role: p.role,
        from_on: "2026-01-05",
        created_at: AT,
        created_by: "seed",
      })),
    )
    .execute();
  await db
    .insertInto("auth_session")
    .values(
      people.map((p) => ({
        id: `s-${p.userId}`,
        user_id: p.userId,
        token: p.token,
        expires_at: "2026-03-02T23:00:00.000Z",
        membership_id: p.membershipId,
        created_at: now,
        updated_at: now,
      })),
    )
    .execute();
}
