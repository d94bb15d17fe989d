import type { Db } from "../../deps.ts";
import type { WideEnrolment, WideScore } from "./wide.ts";

const cohort = (db: Db, programmeId: string) =>
  db.selectFrom("v_evaluated as e").where("e.programme_id", "=", programmeId);

export const findProgrammeName = async (db: Db, programmeId: string): Promise<string | undefined> =>
  (await db.selectFrom("v_programme").where("programme_id", "=", programmeId).select("name").executeTakeFirst())?.name;

/** The enrolments of a programme for its wide file; nobody who objected to evaluation. */
export async function listWideEnrolments(db: Db, programmeId: string): Promise<WideEnrolment[]> {
  const rows = await cohort(db, programmeId)
    .innerJoin("v_participation as p", "p.enrolment_id", "e.enrolment_id")
    .innerJoin("v_referral as r", "r.referral_id", "e.referral_id")
    .innerJoin("v_person as carer", "carer.person_id", "e.carer_id")
    .innerJoin("v_person as child", "child.person_id", "e.child_id")
    .select([
      "e.enrolment_id",
      "e.carer_id",
      "e.child_id",
      "e.from_on",
      "e.outcome",
      "e.left_reason",
      "r.created_at",
      "carer.birth_year as carer_year",
      "child.birth_year as child_year",
      "carer.ethnicity",
      "p.attended",
      "p.held",
    ])
    .select((eb) => [
      eb
        .selectFrom("v_arrangement as a")
        .whereRef("a.carer_id", "=", "e.carer_id")
        .whereRef("a.child_id", "=", "e.child_id")
        .whereRef("a.from_on", "<=", "e.from_on")
        .where((inner) => inner.or([inner("a.to_on", "is", null), inner("a.to_on", ">=", inner.ref("e.from_on"))]))
        .orderBy("a.from_on", "desc")
        .limit(1)
        .select("a.kind")
        .as("arrangement"),
    ])
    .orderBy("e.enrolment_id")
    .execute();
  return rows.map((row) => ({
    id: row.enrolment_id ?? "",
    carerKey: row.carer_id,
    childKey: row.child_id,
    referredOn: row.created_at.slice(0, 10),
    enrolledOn: row.from_on,
    childBirthYear: row.child_year,
    carerBirthYear: row.carer_year,
    carerEthnicity: row.ethnicity,
    arrangement: row.arrangement,
    outcome: row.outcome,
    leftReason: row.left_reason,
    attended: row.attended,
    offered: row.held,
  }));
}

export async function listWideScores(db: Db, programmeId: string): Promise<WideScore[]> {
  const rows = await cohort(db, programmeId)
    .innerJoin("v_assessment as a", "a.enrolment_id", "e.enrolment_id")
    .leftJoin("v_score as s", "s.response_id", "a.response_id")
    .where("a.timepoint", "in", ["T1", "T2", "T3"])
    .where("a.response_id", "is not", null)
    .select([
      "e.enrolment_id",
      "a.measure_id",
      "a.timepoint",
      "a.form",
      "a.completed_on",
      "a.mode",
      "a.late_days",
      "s.scale",
      "s.value",
    ])
    .execute();
  return rows.map((row) => ({
    enrolmentId: row.enrolment_id ?? "",
    measureId: row.measure_id,
    timepoint: row.timepoint,
    form: row.form,
    answeredOn: row.completed_on,
    mode: row.mode,
    lateDays: row.late_days,
    scale: row.scale,
    value: row.value,
  }));
}
