import { sql } from "kysely";
import type { Db } from "../../deps.ts";
import { allMeasures } from "../../measures/index.ts";

const standardised = JSON.stringify(allMeasures().flatMap((measure) => (measure.standardised ? [measure.id] : [])));

/** Programmes with how many were enrolled and how many have a last score: the list an evaluator begins with. */
export async function listCohorts(db: Db) {
  const rows = await db
    .selectFrom("v_programme as p")
    .leftJoin("v_evaluated as e", "e.programme_id", "p.programme_id")
    .groupBy(["p.programme_id", "p.name", "p.organisation", "p.route"])
    .orderBy("p.name")
    .select((eb) => [
      "p.programme_id",
      "p.name",
      "p.organisation",
      "p.route",
      eb.fn.count<number>("e.enrolment_id").as("enrolled"),
    ])
    .execute();
  const both = await db
    .selectFrom("v_evaluated as e")
    .innerJoin("v_assessment as a", "a.enrolment_id", "e.enrolment_id")
    .where("a.timepoint", "in", ["T1", "T2"])
    .where("a.response_id", "is not", null)
    .where("a.measure_id", "in", sql<string>`(select value from json_each(${standardised}))`)
    .groupBy(["e.programme_id", "e.enrolment_id"])
    .having((eb) => eb(eb.fn.count("a.timepoint").distinct(), "=", 2))
    .select(["e.programme_id", "e.enrolment_id"])
    .execute();
  const done = Map.groupBy(both, (row) => row.programme_id);
  return rows.map((row) => ({
    programmeId: row.programme_id,
    name: row.name,
    organisation: row.organisation,
    route: row.route,
    enrolled: Number(row.enrolled),
    both: done.get(row.programme_id)?.length ?? 0,
  }));
}
