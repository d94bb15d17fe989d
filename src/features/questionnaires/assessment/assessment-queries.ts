import { sql } from "kysely";
import type { Db } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import type { Day } from "../../../domain/calendar.ts";
import { isLockedFrom } from "../../families/index.ts";
import { seenFullName } from "../../sharing/index.ts";
import { type Assessment, byOccasion } from "./assessment.ts";
import { columns, people, validDays } from "./column-queries.ts";

/** Assessments with their people, run and live response; whose they are is for those who build on this to say. */
const assessments = (db: Db, actor: Actor) =>
  db
    .selectFrom("assessment as a")
    .innerJoin("enrolment as e", "e.id", "a.enrolment_id")
    .innerJoin("run as r", "r.id", "e.run_id")
    .innerJoin("programme_version as pv", "pv.id", "r.programme_version_id")
    .innerJoin("programme as pr", "pr.id", "pv.programme_id")
    .innerJoin("person as about", "about.id", "a.about_id")
    .innerJoin("person as informant", "informant.id", "a.informant_id")
    .innerJoin("referral as f", "f.id", "a.referral_id")
    .leftJoin("need", "need.person_id", "a.informant_id")
    .leftJoin("response_assessment as ra", (join) =>
      join.onRef("ra.assessment_id", "=", "a.id").on("ra.superseded_at", "is", null),
    )
    .leftJoin("response as re", "re.id", "ra.response_id")
    // In whose place it is answered, while that one is to be asked itself.
    .leftJoin("assessment as lead", (join) =>
      join
        .onRef("lead.id", "=", "a.asked_with_id")
        .on("lead.replaced_at", "is", null)
        .on("lead.state", "in", ["scheduled", "open"]),
    )
    .where("a.replaced_at", "is", null)
    .where(sql<boolean>`not ${isLockedFrom(actor, "about.family_id")}`);

/** Assessments belong to the organisation that delivers the run. */
export const visibleTo = (db: Db, actor: Actor) =>
  assessments(db, actor).where("r.organisation_id", "=", actor.organisationId);

/** Is it to be asked by itself? What is asked once with another is not, while that one is open (docs/rules/burden.md). */
export const askedByItself = (today: Day) => sql<boolean>`(lead.id is null or lead.closes_on < ${today})`;

const DEFAULT_VALID_DAYS = 42;

const rows = (db: Db, actor: Actor) => visibleTo(db, actor).select([...columns, ...people(actor), validDays]);
type Row = Awaited<ReturnType<ReturnType<typeof rows>["execute"]>>[number];

const toAssessment = (row: Row): Assessment => ({
  id: row.id,
  version: row.version,
  referralId: row.referral_id,
  enrolmentId: row.enrolment_id ?? "",
  familyId: row.family_id,
  packId: row.pack_id,
  runId: row.run_id,
  runName: row.run_name,
  programmeName: row.programme_name,
  organisationId: row.organisation_id,
  aboutId: row.about_id,
  aboutName: row.about_name,
  aboutKind: row.about_kind,
  aboutBirthOn: row.about_birth_on,
  informantId: row.informant_id,
  informantName: row.informant_name,
  interpreterLanguage:
    row.interpreter_language ?? (row.informant_interpreter === "yes" ? row.informant_language : null),
  informantRole: row.informant_role,
  measureId: row.measure_id,
  edition: row.edition,
  form: row.form,
  timepoint: row.timepoint,
  state: row.state,
  opensOn: row.opens_on,
  dueOn: row.due_on,
  closesOn: row.closes_on,
  anchor: row.anchor,
  validDaysBefore: row.valid_days ?? DEFAULT_VALID_DAYS,
  notCollectedReason: row.not_collected_reason,
  unpairedReason: row.unpaired_reason,
  responseId: row.response_id,
  completedOn: row.completed_on,
  mode: row.mode,
  language: row.language,
  lateDays: row.late_days,
  holds: JSON.parse(row.holds),
  askedWith:
    row.lead_id === null || row.lead_timepoint === null ? null : { id: row.lead_id, timepoint: row.lead_timepoint },
});

export async function findAssessment(db: Db, actor: Actor, id: string): Promise<Assessment | undefined> {
  const row = await rows(db, actor).where("a.id", "=", id).executeTakeFirst();
  return row && toAssessment(row);
}

const inOrder = (found: Row[]): Assessment[] =>
  found.map(toAssessment).sort((a, b) => byOccasion(a.timepoint, b.timepoint));

/** Everything asked of one enrolment, occasion by occasion, in the order of the plan. */
export async function listOfEnrolment(db: Db, actor: Actor, enrolmentId: string): Promise<Assessment[]> {
  return inOrder(await rows(db, actor).where("a.enrolment_id", "=", enrolmentId).orderBy("a.pack_position").execute());
}

/** Everything that one person is asked on one occasion, in the order of the plan. */
export async function listOfPack(db: Db, actor: Actor, packId: string): Promise<Assessment[]> {
  return (await rows(db, actor).where("a.pack_id", "=", packId).orderBy("a.pack_position").execute()).map(toAssessment);
}

/** Everything asked on one run, person by person, occasion by occasion. */
export async function listOfRun(db: Db, actor: Actor, runId: string): Promise<Assessment[]> {
  const found = await rows(db, actor).where("e.run_id", "=", runId).orderBy("a.pack_position").execute();
  return inOrder(found).sort((a, b) => a.enrolmentId.localeCompare(b.enrolmentId));
}

/** Everything asked for one referral, for the organisation that made it. What of it they may see is the carer's to say. */
export async function listForReferrer(db: Db, actor: Actor, referralId: string): Promise<Assessment[]> {
  const found = await assessments(db, actor)
    .where("f.from_organisation_id", "=", actor.organisationId)
    .where("f.id", "=", referralId)
    .orderBy("a.pack_position")
    .select([...columns, ...people(actor), validDays])
    .execute();
  return inOrder(found);
}

/** The same measure asked of the same person about the same person on the other occasions of this enrolment. */
export async function listSiblings(db: Db, actor: Actor, one: Assessment): Promise<Assessment[]> {
  const all = await listOfEnrolment(db, actor, one.enrolmentId);
  return all.filter(
    ({ measureId, aboutId, informantId }) =>
      measureId === one.measureId && aboutId === one.aboutId && informantId === one.informantId,
  );
}

export type EnrolmentNamed = {
  id: string;
  runId: string;
  runName: string;
  referralId: string;
  familyId: string;
  carerId: string;
  carerName: string;
  childName: string;
};

/** Whose enrolment this is, for those who deliver the run. */
export const findEnrolment = (db: Db, actor: Actor, id: string): Promise<EnrolmentNamed | undefined> =>
  db
    .selectFrom("enrolment as e")
    .innerJoin("run as r", "r.id", "e.run_id")
    .innerJoin("referral as f", "f.id", "e.referral_id")
    .innerJoin("person as carer", "carer.id", "f.carer_id")
    .innerJoin("person as child", "child.id", "f.child_id")
    .where("e.id", "=", id)
    .where("r.organisation_id", "=", actor.organisationId)
    .where(sql<boolean>`not ${isLockedFrom(actor, "f.family_id")}`)
    .select([
      "e.id",
      "r.id as runId",
      "r.name as runName",
      "f.id as referralId",
      "f.family_id as familyId",
      "f.carer_id as carerId",
      seenFullName(actor, { referral: "f", person: "carer", kind: "carer" }).as("carerName"),
      seenFullName(actor, { referral: "f", person: "child", kind: "child" }).as("childName"),
    ])
    .executeTakeFirst();
