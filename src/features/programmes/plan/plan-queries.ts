import { sql } from "kysely";
import type { Db, Write } from "../../../deps.ts";
import { isTimepoint, type PlanItem, windowSchema } from "./plan.ts";

/** The measure plan of a programme version, in order. Windows come with every number, the defaults filled in. */
export async function planOf(db: Db, programmeVersionId: string): Promise<PlanItem[]> {
  const rows = await db
    .selectFrom("plan_item")
    .where("programme_version_id", "=", programmeVersionId)
    .selectAll()
    .orderBy("position")
    .execute();
  return rows.map((row) => {
    if (!isTimepoint(row.timepoint)) throw new Error(`plan_item has the timepoint ${row.timepoint}`);
    const { position, form, informant, about, timepoint } = row;
    const window = windowSchema.parse(JSON.parse(row.window));
    return { position, measureId: row.measure_id, form, informant, about, timepoint, window };
  });
}

/** The plan as one statement, however long: D1 takes a hundred bound values, so the lines go as one JSON text. */
export const insertPlan = (db: Db, versionId: string, plan: readonly PlanItem[]): Write =>
  db
    .insertInto("plan_item")
    .columns(["programme_version_id", "position", "measure_id", "form", "informant", "about", "timepoint", "window"])
    .expression((eb) =>
      eb
        .selectFrom(sql<{ value: string }>`json_each(${JSON.stringify(plan)})`.as("line"))
        .select([
          sql<string>`${versionId}`.as("programme_version_id"),
          sql<number>`line.value ->> 'position'`.as("position"),
          sql<string>`line.value ->> 'measureId'`.as("measure_id"),
          sql<string>`line.value ->> 'form'`.as("form"),
          sql<"carer">`line.value ->> 'informant'`.as("informant"),
          sql<"child" | "carer">`line.value ->> 'about'`.as("about"),
          sql<string>`line.value ->> 'timepoint'`.as("timepoint"),
          sql<string>`line.value -> 'window'`.as("window"),
        ]),
    );
