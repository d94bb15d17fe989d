import type { Db } from "../../deps.ts";
import type { Day } from "../../domain/calendar.ts";
import type { ScoreRow } from "./cohort-rows.ts";

/** What a cohort is: the people enrolled on one programme between two days. */
export type CohortDefinition = { programmeId: string; from: Day | null; to: Day | null };

export type ProgrammeFacts = {
  id: string;
  name: string;
  organisation: string;
  route: string;
  format: string;
  completionShare: number;
};

export async function findProgrammeFacts(db: Db, programmeId: string): Promise<ProgrammeFacts | undefined> {
  const row = await db.selectFrom("v_programme").selectAll().where("programme_id", "=", programmeId).executeTakeFirst();
  return (
    row && {
      id: row.programme_id,
      name: row.name,
      organisation: row.organisation,
      route: row.route,
      format: row.format,
      completionShare: row.completion_share,
    }
  );
}

/** The enrolments of a cohort: nobody who objected to evaluation. */
export const enrolled = (db: Db, { programmeId, from, to }: CohortDefinition) => {
  let query = db.selectFrom("v_evaluated as e").where("e.programme_id", "=", programmeId);
  if (from) query = query.where("e.from_on", ">=", from);
  if (to) query = query.where("e.from_on", "<=", to);
  return query;
};

export type EnrolmentRow = {
  id: string;
  carerId: string;
  childId: string;
  familyId: string;
  referralId: string;
  fromOn: Day;
  outcome: string | null;
  leftReason: string | null;
  attended: number;
  offered: number;
};

/** The cohort's enrolments, first enrolled first, each with core sessions attended (catch-ups counted) of those that were held. */
export async function listEnrolments(db: Db, cohort: CohortDefinition): Promise<EnrolmentRow[]> {
  const rows = await enrolled(db, cohort)
    .innerJoin("v_participation as p", "p.enrolment_id", "e.enrolment_id")
    .select([
      "e.enrolment_id",
      "e.carer_id",
      "e.child_id",
      "e.family_id",
      "e.referral_id",
      "e.from_on",
      "e.outcome",
      "e.left_reason",
    ])
    .select(["p.attended", "p.held"])
    .orderBy("e.from_on")
    .orderBy("e.enrolment_id")
    .execute();
  return rows.map((row) => ({
    id: row.enrolment_id ?? "",
    carerId: row.carer_id,
    childId: row.child_id,
    familyId: row.family_id,
    referralId: row.referral_id,
    fromOn: row.from_on,
    outcome: row.outcome,
    leftReason: row.left_reason,
    attended: row.attended,
    offered: row.held,
  }));
}

export async function countObjections(db: Db, { programmeId }: CohortDefinition): Promise<number> {
  const row = await db
    .selectFrom("v_enrolment as e")
    .innerJoin("v_objection as o", "o.person_id", "e.carer_id")
    .where("e.programme_id", "=", programmeId)
    .where("o.answer", "=", "given")
    .select((eb) => eb.fn.count<number>("e.enrolment_id").distinct().as("n"))
    .executeTakeFirst();
  return Number(row?.n ?? 0);
}

/** Every score before and after of the cohort, one row a scale; a row without a scale is something asked and not answered. */
export async function listScores(
  db: Db,
  cohort: CohortDefinition,
  timepoints: readonly string[] = ["T1", "T2"],
): Promise<ScoreRow[]> {
  const rows = await enrolled(db, cohort)
    .innerJoin("v_assessment as a", "a.enrolment_id", "e.enrolment_id")
    .leftJoin("v_score as s", "s.response_id", "a.response_id")
    .where("a.timepoint", "in", [...timepoints])
    .select([
      "e.enrolment_id",
      "e.carer_id",
      "a.measure_id",
      "a.edition",
      "a.form",
      "a.timepoint",
      "a.about_id",
      "a.informant_id",
      "a.mode",
      "a.late_days",
      "a.unpaired_reason",
      "a.closes_on",
      "s.scale",
      "s.value",
      "s.revision",
      "s.scorer_version",
    ])
    .execute();
  return rows.map((row) => ({
    enrolmentId: row.enrolment_id ?? "",
    carerId: row.carer_id,
    measureId: row.measure_id,
    edition: row.edition,
    revision: row.revision,
    scorer: row.scorer_version,
    form: row.form,
    timepoint: row.timepoint,
    aboutId: row.about_id,
    informantId: row.informant_id,
    mode: row.mode,
    lateDays: row.late_days,
    unpairedReason: row.unpaired_reason,
    closesOn: row.closes_on,
    scale: row.scale,
    value: row.value,
  }));
}

/** Programmes that any of the cohort's carers also joined: their numbers are not independent. */
export async function countCarersWithSeveral(db: Db, cohort: CohortDefinition): Promise<number> {
  const rows = await enrolled(db, cohort)
    .groupBy("e.carer_id")
    .having((eb) => eb(eb.fn.countAll(), ">", 1))
    .select("e.carer_id")
    .execute();
  return rows.length;
}
