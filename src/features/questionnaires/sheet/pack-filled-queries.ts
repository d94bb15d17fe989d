import type { Db } from "../../../deps.ts";
import type { Day } from "../../../domain/calendar.ts";
import type { Assessment } from "../assessment/assessment.ts";

/** When and how the forms of a pack were filled in, as whoever keyed the last of them said. */
export type PackFilledIn = { completedOn: Day; mode: string };

/** Said once for a pack: the next form of it starts from what was said of the one before. Undefined before the first. */
export async function packFilledIn(
  db: Db,
  { packId, id }: Pick<Assessment, "packId" | "id">,
): Promise<PackFilledIn | undefined> {
  if (packId === null) return undefined;
  return db
    .selectFrom("assessment as a")
    .innerJoin("response_assessment as ra", (join) =>
      join.onRef("ra.assessment_id", "=", "a.id").on("ra.superseded_at", "is", null),
    )
    .innerJoin("response as re", "re.id", "ra.response_id")
    .where("a.pack_id", "=", packId)
    .where("a.id", "<>", id)
    .where("a.state", "=", "done")
    .orderBy("re.created_at", "desc")
    .select(["re.completed_on as completedOn", "re.mode"])
    .executeTakeFirst();
}
