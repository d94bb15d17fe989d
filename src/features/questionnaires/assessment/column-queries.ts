import { sql } from "kysely";
import type { Actor } from "../../../domain/actor.ts";
import type { Day } from "../../../domain/calendar.ts";
import { type Joined, seen, seenFullName, seenGivenName, seenInterpreter } from "../../sharing/index.ts";

/** The holds of whoever answers an assessment `a`, as JSON. */
export const HOLDS = sql<string>`(select json_group_array(json_object(
  'fromOn', h.from_on, 'untilOn', h.until_on, 'liftedAt', h.lifted_at))
  from hold h where h.person_id = a.informant_id)`;

/** The last day on which an assessment is not overdue, as `inTimeTo` of its window. */
export const IN_TIME_TO = sql<Day>`iif(a.timepoint = 'T1' and a.anchor glob 'session-1:*', max(a.due_on, substr(a.anchor, 11)), a.due_on)`;

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
  "about.kind as about_kind",
  "about.family_id",
  "ra.response_id",
  "re.completed_on",
  "re.mode",
  "re.language",
  "re.late_days",
  "lead.id as lead_id",
  "lead.timepoint as lead_timepoint",
  HOLDS.as("holds"),
] as const;

/** The person that an assessment is about and the carer who answers, joined beside its referral `f`. */
export const ABOUT: Joined = { referral: "f", person: "about", kind: "either" };
export const INFORMANT: Joined = { referral: "f", person: "informant", kind: "carer" };

/** Facts of both, as this actor may see them. */
export const people = (actor: Actor) => [
  seenGivenName(actor, ABOUT).as("about_given"),
  seenFullName(actor, ABOUT).as("about_name"),
  seen(actor, ABOUT, "birth_on").as("about_birth_on"),
  seenFullName(actor, INFORMANT).as("informant_name"),
  seen(actor, INFORMANT, "interpreter").as("informant_interpreter"),
  seen(actor, INFORMANT, "language").as("informant_language"),
  seenInterpreter(actor, "f").as("interpreter_language"),
];

/** Of a T1: how many days before session 1 its plan lets an answer be. */
export const validDays = sql<number | null>`(
  select json_extract(p."window", '$.validDaysBefore') from plan_item p
  where p.programme_version_id = r.programme_version_id and p.measure_id = a.measure_id and p.timepoint = a.timepoint
  limit 1)`.as("valid_days");
