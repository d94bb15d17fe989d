import type { Db } from "../../../deps.ts";
import { type Definition, measureById } from "../../../measures/index.ts";
import { scoresOf } from "../assessment/answer-queries.ts";
import type { Assessment, StoredScore } from "../assessment/assessment.ts";

/** One answered form with what it was scored as. */
export type Answered = { assessment: Assessment; definition: Definition; scores: readonly StoredScore[] };

/** The answered ones among assessments that somebody may see already, each with its latest scores. */
export async function answeredAmong(db: Db, assessments: readonly Assessment[]): Promise<Answered[]> {
  const done = assessments.filter(({ state, responseId }) => state === "done" && responseId !== null);
  const scores = await scoresOf(
    db,
    done.flatMap(({ responseId }) => responseId ?? []),
  );
  const byResponse = Map.groupBy(scores, ({ responseId }) => responseId);
  return done.flatMap((assessment) => {
    const definition = measureById(assessment.measureId);
    return definition ? [{ assessment, definition, scores: byResponse.get(assessment.responseId ?? "") ?? [] }] : [];
  });
}
