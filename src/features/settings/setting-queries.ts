import type { z } from "zod";
import type { Db } from "../../deps.ts";
import type { Day } from "../../domain/calendar.ts";

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
