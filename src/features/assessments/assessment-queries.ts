import type { Db } from "../../deps.ts";
import type { Actor } from "../../domain/actor.ts";
import type { Day } from "../../domain/calendar.ts";
import type { Assessment, StoredScore } from "./assessment.ts";

/** Assessments belong to the organisation that delivers the run. */
const visibleTo = (db: Db, actor: Actor) =>
  db
    .selectFrom("assessment as a")
    .innerJoin("enrolment as e", "e.id", "a.enrolment_id")
    .innerJoin("run as r", "r.id", "e.run_id")
    .innerJoin("programme_version as pv", "pv.id", "r.programme_version_id")
    .innerJoin("programme as pr", "pr.id", "pv.programme_id")
    .innerJoin("person as about", "about.id", "a.about_id")
    .innerJoin("person as informant", "informant.id", "a.informant_id")
    .leftJoin("response_assessment as ra", (join) =>
      join.onRef("ra.assessment_id", "=", "a.id").on("ra.superseded_at", "is", null),
    )
    .leftJoin("response as re", "re.id", "ra.response_id")
    .where("r.organisation_id", "=", actor.organisationId)
    .where("a.replaced_at", "is", null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("family_lock as l")
            .whereRef("l.family_id", "=", "about.family_id")
            .where("l.lifted_at", "is", null)
            .where((eb) => eb.or([eb("l.user_id", "=", actor.userId), eb("l.kind", "=", "restricted")]))
            .select("l.id"),
        ),
      ),
    );

const columns = [
  "a.id",
  "a.version",
  "a.referral_id",
  "a.enrolment_id",
  "a.measure_id",
  "a.edition",
  "a.form",
  "a.timepoint",
  "a.state",
  "a.opens_on",
  "a.due_on",
  "a.closes_on",
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
  "ra.response_id",
  "re.completed_on",
  "re.mode",
  "re.late_days",
] as const;

const rows = (db: Db, actor: Actor) => visibleTo(db, actor).select(columns);
type Row = Awaited<ReturnType<ReturnType<typeof rows>["execute"]>>[number];

const fullName = (given: string, family: string | null): string => (family ? `${given} ${family}` : given);

const toAssessment = (row: Row): Assessment => ({
  id: row.id,
  version: row.version,
  referralId: row.referral_id,
  enrolmentId: row.enrolment_id ?? "",
  familyId: row.family_id,
  runId: row.run_id,
  runName: row.run_name,
  programmeName: row.programme_name,
  organisationId: row.organisation_id,
  aboutId: row.about_id,
  aboutName: fullName(row.about_given, row.about_family),
  aboutKind: row.about_kind,
  aboutBirthOn: row.about_birth_on,
  informantId: row.informant_id,
  informantName: fullName(row.informant_given, row.informant_family),
  informantRole: row.informant_role,
  measureId: row.measure_id,
  edition: row.edition,
  form: row.form,
  timepoint: row.timepoint,
  state: row.state,
  opensOn: row.opens_on,
  dueOn: row.due_on,
  closesOn: row.closes_on,
  notCollectedReason: row.not_collected_reason,
  unpairedReason: row.unpaired_reason,
  responseId: row.response_id,
  completedOn: row.completed_on,
  mode: row.mode,
  lateDays: row.late_days,
});

export async function findAssessment(db: Db, actor: Actor, id: string): Promise<Assessment | undefined> {
  const row = await rows(db, actor).where("a.id", "=", id).executeTakeFirst();
  return row && toAssessment(row);
}

/** Everything asked of one enrolment, occasion by occasion, in the order of the plan. */
export async function listOfEnrolment(db: Db, actor: Actor, enrolmentId: string): Promise<Assessment[]> {
  const found = await rows(db, actor)
    .where("a.enrolment_id", "=", enrolmentId)
    .orderBy("a.opens_on")
    .orderBy("a.timepoint")
    .orderBy("a.pack_position")
    .execute();
  return found.map(toAssessment);
}

/** Everything asked on one run, for its grid of people by occasion. */
export async function listOfRun(db: Db, actor: Actor, runId: string): Promise<Assessment[]> {
  const found = await rows(db, actor)
    .where("e.run_id", "=", runId)
    .orderBy("a.enrolment_id")
    .orderBy("a.opens_on")
    .orderBy("a.pack_position")
    .execute();
  return found.map(toAssessment);
}

export const DUE_PAGE = 50;

const due = (db: Db, actor: Actor, today: Day) =>
  visibleTo(db, actor)
    .where("a.state", "in", ["scheduled", "open"])
    .where("a.opens_on", "<=", today)
    .where("a.closes_on", ">=", today);

/** What is to be asked now: windows that are open, soonest due first. One page of `DUE_PAGE`, and how many there are. */
export async function listDue(
  db: Db,
  actor: Actor,
  today: Day,
  page: number,
): Promise<{ due: Assessment[]; count: number }> {
  const found = await due(db, actor, today)
    .select(columns)
    .orderBy("a.due_on")
    .orderBy("informant.family_name")
    .orderBy("a.pack_position")
    .limit(DUE_PAGE)
    .offset((page - 1) * DUE_PAGE)
    .execute();
  return { due: found.map(toAssessment), count: await countDue(db, actor, today) };
}

export async function countDue(db: Db, actor: Actor, today: Day): Promise<number> {
  const row = await due(db, actor, today)
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .executeTakeFirstOrThrow();
  return Number(row.n);
}

/** The latest score of every scale for these responses. */
export async function scoresOf(db: Db, responseIds: readonly string[]): Promise<StoredScore[]> {
  if (responseIds.length === 0) return [];
  const found = await db
    .selectFrom("v_score")
    .selectAll()
    .where("response_id", "in", responseIds.slice(0, 99))
    .execute();
  return found.map((row) => ({
    responseId: row.response_id ?? "",
    scale: row.scale,
    edition: row.edition,
    revision: row.revision,
    value: row.value,
    raw: row.raw,
    reason: row.reason,
    answered: row.answered,
    items: row.items,
    prorated: row.prorated === "yes",
    bands: JSON.parse(row.bands),
  }));
}

/** The answers of a response as they stand, by item. */
export async function answersOf(db: Db, responseId: string): Promise<Map<string, string>> {
  const found = await db
    .selectFrom("answer")
    .select(["item", "value", "version"])
    .where("response_id", "=", responseId)
    .where("keying", "=", 1)
    .orderBy("version")
    .execute();
  return new Map(found.map(({ item, value }) => [item, value]));
}

export const goalsOf = (db: Db, referralId: string) =>
  db
    .selectFrom("goal")
    .where("referral_id", "=", referralId)
    .where("ended_on", "is", null)
    .orderBy("number")
    .select(["number", "short_label as shortLabel", "words"])
    .execute();

/** The behaviours ticked at the child's checks that still stand: what the recount asks about. */
export async function behavioursOf(db: Db, childId: string): Promise<string[]> {
  const found = await db
    .selectFrom("behaviour_item as i")
    .innerJoin("v_check as c", "c.check_id", "i.check_id")
    .where("c.child_id", "=", childId)
    .select("i.behaviour")
    .distinct()
    .execute();
  return found.map(({ behaviour }) => behaviour);
}
