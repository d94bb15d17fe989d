import { sql } from "kysely";

/** What is read of an assessment, its run, its people and its live response, by the names that `assessment-queries.ts` joins them by. */
export const columns = [
  "a.id",
  "a.version",
  "a.referral_id",
  "a.enrolment_id",
  "a.pack_id",
  "a.measure_id",
  "a.edition",
  "a.form",
  "a.timepoint",
  "a.state",
  "a.opens_on",
  "a.due_on",
  "a.closes_on",
  "a.anchor",
  "a.not_collected_reason",
  "a.unpaired_reason",
  "a.about_id",
  "a.informant_id",
  "a.informant_role",
  "r.id as run_id",
  "r.name as run_name",
  "r.organisation_id",
  "pr.name as programme_name",
  "about.given_name as about_given",
  "about.family_name as about_family",
  "about.kind as about_kind",
  "about.birth_on as about_birth_on",
  "about.family_id",
  "informant.given_name as informant_given",
  "informant.family_name as informant_family",
  "informant.interpreter as informant_interpreter",
  "informant.language as informant_language",
  "need.interpreter_language",
  "ra.response_id",
  "re.completed_on",
  "re.mode",
  "re.language",
  "re.late_days",
] as const;

/** Of a T1: how many days before session 1 its plan lets an answer be. */
export const validDays = sql<number | null>`(
  select json_extract(p."window", '$.validDaysBefore') from plan_item p
  where p.programme_version_id = r.programme_version_id and p.measure_id = a.measure_id and p.timepoint = a.timepoint
  limit 1)`.as("valid_days");
