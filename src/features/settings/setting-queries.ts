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

/** One version of a setting, with who made it. `value` is null where it can't be read. */
export type SettingVersion<T> = { version: number; value: T | null; at: string; byName: string | null };

const versions = (db: Db) =>
  db
    .selectFrom("setting_version as v")
    .leftJoin("user as u", "u.id", "v.by")
    .select(["v.name", "v.version", "v.value", "v.at", "u.name as byName"]);

type Row = Awaited<ReturnType<ReturnType<typeof versions>["executeTakeFirstOrThrow"]>>;

function versionOf<S extends z.ZodType>({ value, version, at, byName }: Row, schema: S): SettingVersion<z.output<S>> {
  const read = schema.safeParse(JSON.parse(value));
  return { version, value: read.success ? read.data : null, at, byName };
}

/** Every version of a setting, the newest first, with who made it. */
export async function settingVersions<S extends z.ZodType>(
  db: Db,
  name: string,
  schema: S,
): Promise<SettingVersion<z.output<S>>[]> {
  const found = await versions(db)
    .where("v.name", "=", name)
    .orderBy("v.version", "desc")
    .limit(MOST_VERSIONS)
    .execute();
  return found.map((row) => versionOf(row, schema));
}

/** The current version of every setting whose name begins with `prefix` (which ends in a colon), by what follows it. */
export async function currentSettings<S extends z.ZodType>(
  db: Db,
  prefix: `${string}:`,
  schema: S,
): Promise<Map<string, SettingVersion<z.output<S>>>> {
  const found = await versions(db)
    .innerJoin("setting as s", (join) =>
      join.onRef("s.name", "=", "v.name").onRef("s.current_version", "=", "v.version"),
    )
    .where("s.name", ">=", prefix)
    .where("s.name", "<", `${prefix.slice(0, -1)};`)
    .execute();
  return new Map(found.map((row) => [row.name.slice(prefix.length), versionOf(row, schema)]));
}

/** Every version of second keying, the newest first, with who made it. */
export const secondKeyingVersions = (db: Db): Promise<SecondKeyingVersion[]> =>
  settingVersions(db, SECOND_KEYING, secondKeyingSetting);

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
