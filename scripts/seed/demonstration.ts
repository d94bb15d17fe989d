import type { Config } from "../../src/config.ts";
import type { Clock, Db } from "../../src/deps.ts";
import { instantText } from "../../src/domain/calendar.ts";
import { nodeDeps } from "../../src/node/deps.ts";
import { DEMONSTRATION_PASSWORD, ORGANISATIONS, PEOPLE } from "./people.ts";

export { DEMONSTRATION_PASSWORD } from "./people.ts";

/** Who to sign in as, for the table that the demonstration prints. */
export const demonstrationPeople = () =>
  PEOPLE.map(({ name, email, roles, may }) => ({
    name,
    email,
    role: roles.map(({ role }) => role).join(", "),
    organisation: ORGANISATIONS.find(({ id }) => id === roles[0]?.organisationId)?.shortName ?? "",
    may,
  }));

type Given = { file: string; config: Config; clock: Clock };

/** Fills an empty, migrated database with the fictional partnership. Everything but accounts goes through the app's own pages. */
export async function seedDemonstration({ file, config, clock }: Given): Promise<void> {
  let count = 0;
  const newId = () => `00000000-0000-7000-9000-${String(++count).padStart(12, "0")}`;
  const { deps, database } = nodeDeps({ file, config, clock, newId });
  try {
    database.raw.pragma("synchronous = OFF");
    await insertPeople(deps.db, instantText(clock.now()), await deps.hashPassword(DEMONSTRATION_PASSWORD));
  } finally {
    database.close();
  }
}

export async function insertPeople(db: Db, at: string, password: string) {
  const stamps = { created_at: at, updated_at: at };
  for (const { id, kind, name, shortName, telephone } of ORGANISATIONS) {
    const email = `hello@${shortName.toLowerCase().replaceAll(" ", "-")}.example`;
    await db
      .insertInto("organisation")
      .values({
        id,
        kind,
        name,
        short_name: shortName,
        telephone,
        email,
        data_contact: email,
        created_at: at,
        created_by: "seed",
      })
      .execute();
  }
  for (const { id, name, email, roles } of PEOPLE) {
    await db
      .insertInto("user")
      .values({ id, name, email, email_verified: 1, demonstration: 1, ...stamps })
      .execute();
    await db
      .insertInto("account")
      .values({ id: `account-${id}`, account_id: id, provider_id: "credential", user_id: id, password, ...stamps })
      .execute();
    for (const [i, { role, organisationId }] of roles.entries())
      await db
        .insertInto("membership")
        .values({
          id: `membership-${id}-${i}`,
          user_id: id,
          organisation_id: organisationId,
          role,
          from_on: at.slice(0, 10),
          created_at: at,
          created_by: "seed",
        })
        .execute();
  }
}
