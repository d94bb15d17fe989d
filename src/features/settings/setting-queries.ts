import type { Temporal } from "temporal-polyfill";
import type { z } from "zod";
import type { Db, Write } from "../../deps.ts";
import { type Day, dayOf, instantText } from "../../domain/calendar.ts";
import {
  SECOND_KEYING,
  type SecondKeyingSetting,
  type SecondKeyingVersion,
  secondKeyingSetting,
} from "./second-keying.ts";

/**
 * The current version of a setting, read by its schema. Undefined when it was never set, does not apply yet on `today`, or
 * is not of this shape: what depends on it is off then. Settings are the installation's; no row belongs to anybody.
 */
export async function readSetting<S extends z.ZodType>(
  db: Db,
  name: string,
  schema: S,
  today: Day,
): Promise<z.output<S> | undefined> {
  const row = await db
    .selectFrom("setting as s")
    .innerJoin("setting_version as v", (join) =>
      join.onRef("v.name", "=", "s.name").onRef("v.version", "=", "s.current_version"),
    )
    .where("s.name", "=", name)
    .where("v.effective_from", "<=", today)
    .select("v.value")
    .executeTakeFirst();
  const read = row && schema.safeParse(JSON.parse(row.value));
  return read?.success ? read.data : undefined;
}

/** Second keying as it is set today; undefined while it is off. */
export async function readSecondKeying(db: Db, today: Day): Promise<SecondKeyingSetting | undefined> {
  const setting = await readSetting(db, SECOND_KEYING, secondKeyingSetting, today);
  return setting?.on ? setting : undefined;
}

const MOST_VERSIONS = 200;

/** Every version of second keying, the newest first, with who made it. */
export async function secondKeyingVersions(db: Db): Promise<SecondKeyingVersion[]> {
  const found = await db
    .selectFrom("setting_version as v")
    .leftJoin("user as u", "u.id", "v.by")
    .where("v.name", "=", SECOND_KEYING)
    .orderBy("v.version", "desc")
    .limit(MOST_VERSIONS)
    .select(["v.version", "v.value", "v.at", "u.name as byName"])
    .execute();
  return found.map(({ value, ...row }) => {
    const read = secondKeyingSetting.safeParse(JSON.parse(value));
    return { ...row, value: read.success ? read.data : null };
  });
}

type By = { by: string; at: Temporal.Instant };

/**
 * The writes of a further version of a setting, in force from today. `version` is one more than the one that was seen: of
 * two who change it at once, the table refuses the second.
 */
export function recordSetting(db: Db, { by, at }: By, name: string, version: number, value: unknown): Write[] {
  const kept = { value: JSON.stringify(value), effective_from: dayOf(at), at: instantText(at), by };
  return [
    db.insertInto("setting_version").values({ name, version, ...kept }),
    db
      .insertInto("setting")
      .values({ name, current_version: version })
      .onConflict((known) => known.column("name").doUpdateSet({ current_version: version })),
  ];
}
