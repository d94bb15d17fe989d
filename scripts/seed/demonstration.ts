import type { Temporal } from "temporal-polyfill";
import type { Config } from "../../src/config.ts";
import type { SqliteDatabase } from "../../src/db/sqlite.ts";
import type { Clock, Db, Deps } from "../../src/deps.ts";
import { dayOf, instantText, longDay, startsAt, ZONE } from "../../src/domain/calendar.ts";
import { nodeDeps } from "../../src/node/deps.ts";
import { tellCoursesAtHome } from "./at-home.ts";
import { tellCaseload } from "./caseload.ts";
import { tellComingCourse, tellFinishedCourses } from "./cbt.ts";
import { toldIds, toldTokens } from "./chance.ts";
import { tellComingGroup, tellCurrentGroup } from "./current.ts";
import { movableClock } from "./diary.ts";
import { tellDuty } from "./duty.ts";
import { tellFinishedGroups } from "./parenting.ts";
import { DEMONSTRATION_PASSWORD, ORGANISATIONS, PEOPLE } from "./people.ts";
import { tellReferralsUnderWay } from "./referrals-under-way.ts";
import { signEverybodyOut } from "./visitor.ts";
import { firstDay, type World, worldOf } from "./world.ts";

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

type Given = { file: string | Buffer; config: Config; clock: Clock; say?: (line: string) => void };

/**
 * Fills an empty, migrated database with the fictional partnership, as it stands on the morning of the clock's today. Everything
 * but accounts and the catalogue goes through the app's own pages, at the moments at which it would have happened. The same day
 * gives the same world.
 */
export async function seedDemonstration(given: Given): Promise<void> {
  const database = await tellDemonstration(given);
  database.close();
}

/** The same, and the database stays open. */
export const tellDemonstration = (given: Given): Promise<SqliteDatabase> => tellWorld(given, tellPartnership);

/** Everything that happens in the demonstration. */
function tellPartnership(world: World): void {
  tellDuty(world);
  tellFinishedGroups(world);
  tellFinishedCourses(world);
  tellCoursesAtHome(world);
  tellCurrentGroup(world);
  tellComingGroup(world);
  tellComingCourse(world);
  tellReferralsUnderWay(world);
  tellCaseload(world);
}

/** Tells what `tell` puts into the diary of a new world, up to the morning of the clock's today; the database stays open. */
export async function tellWorld(
  { file, config, clock, say = () => {} }: Given,
  tell: (world: World) => void | Promise<void>,
): Promise<SqliteDatabase> {
  // Nothing has happened yet today: whoever opens the demonstration finds the day's work before them.
  const end = startsAt(dayOf(clock.now()), "00:00");
  const told = movableClock(end);
  const newId = toldIds(() => told.now().epochMilliseconds, 1);
  const host = nodeDeps({ file, config, clock: told, newId });
  const deps: Deps = { ...host.deps, newToken: toldTokens(2) };
  host.database.raw.pragma("synchronous = OFF");
  told.set(startsAt(await firstDay(deps.db, dayOf(end)), "09:00"));
  await insertPeople(deps.db, instantText(told.now()), await deps.hashPassword(DEMONSTRATION_PASSWORD));
  const world = await worldOf({ deps, clock: told, end });
  await tell(world);
  await world.diary.run(monthByMonth(say));
  await signEverybodyOut(deps.db);
  return host.database;
}

/** Says every third month of the told time when it comes. */
function monthByMonth(say: (line: string) => void): (at: Temporal.Instant) => void {
  let said = "";
  return (at) => {
    const { year, month } = at.toZonedDateTimeISO(ZONE);
    const quarter = `${year} ${Math.ceil(month / 3)}`;
    if (quarter !== said) say(`  ${longDay(dayOf(at)).replace(/^\d+ /, "")}`);
    said = quarter;
  };
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
