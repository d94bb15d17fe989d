import { sql } from "kysely";
import type { Db, Write } from "../../../deps.ts";
import { ROLES, type Role } from "../../../domain/actor.ts";
import type { Day } from "../../../domain/calendar.ts";
import { mayDo } from "../../../domain/permissions.ts";
import type { Colleague } from "../leave/leave.ts";
import { awayAmong, listColleagues } from "../leave/leave-queries.ts";
import { type Entry, isWeekday, namedFor, type OnDuty, onDutyAmong, type Slot, weekdaySlot } from "./rota.ts";

const LOOK_AT_CONCERNS = (Object.keys(ROLES) as Role[]).filter((role) =>
  mayDo({ role, organisationKind: "team" }, "concern:write"),
);

/** May somebody with these roles look at a concern, and so be on duty? */
export const isLooker = ({ roles }: Pick<Colleague, "roles">): boolean =>
  LOOK_AT_CONCERNS.some((role) => roles.includes(role));

const entries = (db: Db, organisationId: string) =>
  db
    .selectFrom("duty_entry as e")
    .leftJoin("user as duty", "duty.id", "e.duty_id")
    .leftJoin("user as deputy", "deputy.id", "e.deputy_id")
    .leftJoin("user as maker", "maker.id", "e.by")
    .where("e.organisation_id", "=", organisationId)
    .select([
      "e.slot",
      "e.version",
      "e.state",
      "e.duty_id as dutyId",
      "duty.name as dutyName",
      "e.deputy_id as deputyId",
      "deputy.name as deputyName",
      "e.at",
      "maker.name as byName",
    ]);

const latest = (db: Db, organisationId: string) =>
  entries(db, organisationId).where(
    "e.version",
    "=",
    sql<number>`(select max(l.version) from duty_entry l where l.organisation_id = e.organisation_id and l.slot = e.slot)`,
  );

/** What stands in every day of the week, and in the dates from a day on. */
export const standingEntries = (db: Db, organisationId: string, from: Day): Promise<Entry[]> =>
  latest(db, organisationId)
    .where((eb) => eb.or([eb(sql`length(e.slot)`, "=", 1), eb("e.slot", ">=", from)]))
    .orderBy("e.slot")
    .execute();

/** Everything that stood in one slot, the newest first. */
export const slotHistory = (db: Db, organisationId: string, slot: Slot): Promise<Entry[]> =>
  entries(db, organisationId).where("e.slot", "=", slot).orderBy("e.version", "desc").limit(100).execute();

const MOST = 200;

/** Every change of the rota, the newest first. */
export const rotaHistory = (db: Db, organisationId: string): Promise<Entry[]> =>
  entries(db, organisationId).orderBy("e.at", "desc").orderBy("e.slot").limit(MOST).execute();

/** Who is on duty in an organisation on a day, and who is there to be told after them. */
export async function onDuty(db: Db, organisationId: string, day: Day): Promise<OnDuty> {
  const [colleagues, standing] = await Promise.all([
    listColleagues(db, { organisationId }, day),
    latest(db, organisationId)
      .where("e.slot", "in", [day, weekdaySlot(day)])
      .execute(),
  ]);
  const away = await awayAmong(
    db,
    colleagues.map(({ userId }) => userId),
    day,
  );
  const members = colleagues.map((one) => ({ ...one, isLooker: isLooker(one) }));
  return onDutyAmong(namedFor(day, standing), members, away);
}

export type EntryToKeep = Pick<Entry, "slot" | "state" | "dutyId" | "deputyId"> & { version: number };

/** The write of a further version of a slot: of two who change it at once, the table refuses the second. */
export const recordEntry = (
  db: Db,
  { by, at, organisationId }: { by: string; at: string; organisationId: string },
  { slot, version, state, dutyId, deputyId }: EntryToKeep,
): Write =>
  db.insertInto("duty_entry").values({
    organisation_id: organisationId,
    slot,
    version,
    state,
    duty_id: dutyId,
    deputy_id: deputyId,
    at,
    by,
  });

/** A slot that can be changed: any day of the week, or a date from today on. */
export const isOpenSlot = (slot: Slot, today: Day): boolean => isWeekday(slot) || slot >= today;
