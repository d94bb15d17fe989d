import { sql } from "kysely";
import type { Db } from "../../../deps.ts";
import { type Series, seriesOf } from "../../../measures/index.ts";

/** The primary measure of each of these versions, as `primaryOf` decides it; a version without one has no entry. */
export async function primariesOf(db: Db, versionIds: readonly string[]): Promise<Map<string, Series>> {
  const rows = await db
    .selectFrom("programme_version as v")
    .where("v.id", "in", sql<string>`(select value from json_each(${JSON.stringify(versionIds)}))`)
    .select([
      "v.id",
      sql<string | null>`json_extract(v.template, '$.leading.primary')`.as("chosen"),
      sql<string>`(select json_group_array(p.measure_id order by p.position) from plan_item p
        where p.programme_version_id = v.id and p.timepoint = 'T1' and exists (select 1 from plan_item q
          where q.programme_version_id = v.id and q.timepoint = 'T2' and q.measure_id = p.measure_id))`.as("asked"),
    ])
    .execute();
  const found = rows.flatMap(({ id, chosen, asked }) => {
    const able = (JSON.parse(asked) as string[])
      .flatMap((measureId) => seriesOf(measureId) ?? [])
      .filter(({ members: [first] }) => first.standardised);
    const primary = able.find((series) => series.id === chosen) ?? able[0];
    return primary ? [[id, primary] as const] : [];
  });
  return new Map(found);
}
