import type { Db } from "../../deps.ts";

/** How many of a scale's scores before and after were made again, of how many there are, and when the last was. */
export type MadeAgain = { again: number; scored: number; lastAt: string | null };

export async function countMadeAgain(
  db: Db,
  programmeId: string,
  measureId: string,
  scale: string,
): Promise<MadeAgain> {
  const row = await db
    .selectFrom("v_evaluated as e")
    .innerJoin("v_assessment as a", "a.enrolment_id", "e.enrolment_id")
    .innerJoin("v_score as s", "s.response_id", "a.response_id")
    .leftJoin("v_score_made_again as g", "g.score_id", "s.score_id")
    .where("e.programme_id", "=", programmeId)
    .where("a.measure_id", "=", measureId)
    .where("a.timepoint", "in", ["T1", "T2"])
    .where("s.scale", "=", scale)
    .select(({ fn }) => [
      fn.count<number>("g.score_id").distinct().as("again"),
      fn.count<number>("s.score_id").distinct().as("scored"),
      fn.max<string | null>("g.at").as("lastAt"),
    ])
    .executeTakeFirstOrThrow();
  return { again: Number(row.again), scored: Number(row.scored), lastAt: row.lastAt };
}
