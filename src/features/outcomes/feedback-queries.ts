import type { Db } from "../../deps.ts";
import { feedbackMeasure } from "../../measures/index.ts";
import { type CohortDefinition, enrolled } from "./cohort-queries.ts";
import type { FeedbackAnswer } from "./feedback.ts";

export type FeedbackRow = FeedbackAnswer & { timepoint: string; scale: string };

/** What the cohort answered to our own feedback, first enrolled first: a row a question and occasion. No words of anybody. */
export async function listFeedback(db: Db, cohort: CohortDefinition): Promise<FeedbackRow[]> {
  const measure = feedbackMeasure();
  if (!measure) return [];
  const rows = await enrolled(db, cohort)
    .innerJoin("v_assessment as a", "a.enrolment_id", "e.enrolment_id")
    .innerJoin("v_score as s", "s.response_id", "a.response_id")
    .where("a.measure_id", "=", measure.id)
    .where("s.value", "is not", null)
    .select(["e.carer_id", "a.timepoint", "s.scale", "s.value"])
    .orderBy("e.from_on")
    .orderBy("e.enrolment_id")
    .execute();
  return rows.map((row) => ({
    carerId: row.carer_id,
    timepoint: row.timepoint,
    scale: row.scale,
    value: row.value ?? 0,
  }));
}

/** What carers who declined this route said of how it was explained, in the whole partnership, the earliest first. */
export async function listDeclinedFeedback(db: Db, route: string): Promise<FeedbackAnswer[]> {
  const rows = await db
    .selectFrom("v_offer_feedback")
    .where("support", "=", route as "parenting" | "cbt")
    .select(["carer_id", "value"])
    .orderBy("at")
    .orderBy("offer_id")
    .execute();
  return rows.map((row) => ({ carerId: row.carer_id, value: row.value ?? 0 }));
}
