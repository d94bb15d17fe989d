import type { Db } from "../../../deps.ts";

export type UsedIn = { measureId: string; programmeId: string; programmeName: string };

/** The open programmes whose current plan asks for a measure (or for any), by name. */
export async function programmesUsing(db: Db, measureId?: string): Promise<UsedIn[]> {
  const rows = await db
    .selectFrom("plan_item")
    .innerJoin("programme_version", "programme_version.id", "plan_item.programme_version_id")
    .innerJoin("programme", (join) =>
      join
        .onRef("programme.id", "=", "programme_version.programme_id")
        .onRef("programme.current_version", "=", "programme_version.version"),
    )
    .where("programme.closed_on", "is", null)
    .$if(measureId !== undefined, (query) => query.where("plan_item.measure_id", "=", measureId!))
    .select(["plan_item.measure_id", "programme.id", "programme.name"])
    .distinct()
    .orderBy("programme.name")
    .orderBy("programme.id")
    .execute();
  return rows.map((row) => ({ measureId: row.measure_id, programmeId: row.id, programmeName: row.name }));
}
