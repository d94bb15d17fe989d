import type { Db, Write } from "../../../deps.ts";
import { addDays } from "../../../domain/calendar.ts";
import type { Availability, Goal, GoalWords } from "./carried.ts";
import type { Pause } from "./clock.ts";

/** When a carer could come: days 1 Monday to 7 Sunday, in order. */
export const listAvailability = (db: Db, carerId: string): Promise<Availability[]> =>
  db.selectFrom("availability").where("person_id", "=", carerId).select(["day", "part"]).orderBy("day").execute();

/** The goals of a referral in the family's own words, as they stand. */
export const listGoals = (db: Db, referralId: string): Promise<Goal[]> =>
  db
    .selectFrom("goal")
    .where("referral_id", "=", referralId)
    .where("ended_on", "is", null)
    .select(["id", "number", "words", "short_label as shortLabel", "whose"])
    .orderBy("number")
    .execute();

/** The dated pauses on everything we ask of a carer. */
export async function listHolds(db: Db, carerId: string): Promise<Pause[]> {
  const rows = await db
    .selectFrom("hold")
    .where("person_id", "=", carerId)
    .where("lifted_at", "is", null)
    .select(["from_on", "until_on"])
    .orderBy("from_on")
    .execute();
  return rows.map((row) => ({ why: "hold" as const, after: addDays(row.from_on, -1), to: row.until_on }));
}

type Made = { by: string; at: string };

/** When a carer could come, in place of what was known before. One statement an answer: there are at most 21. */
export const recordAvailability = (db: Db, carerId: string, free: readonly Availability[]): Write[] => [
  db.deleteFrom("availability").where("person_id", "=", carerId),
  ...free.map(({ day, part }) => db.insertInto("availability").values({ person_id: carerId, day, part })),
];

/** The goals of a draft in place of the ones before: nobody has rated them yet. */
export const recordGoals = (
  db: Db,
  referralId: string,
  goals: readonly (GoalWords & { id: string })[],
  made: Made,
): Write[] => [
  db.deleteFrom("goal").where("referral_id", "=", referralId).where("enrolment_id", "is", null),
  ...goals.map(({ id, words, shortLabel, whose }, index) =>
    db.insertInto("goal").values({
      id,
      referral_id: referralId,
      number: index + 1,
      words,
      short_label: shortLabel,
      whose,
      created_at: made.at,
      created_by: made.by,
    }),
  ),
];
