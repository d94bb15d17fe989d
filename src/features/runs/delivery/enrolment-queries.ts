import { sql } from "kysely";
import type { Db, Write } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import type { Day } from "../../../domain/calendar.ts";
import type { LeftReason } from "../../../domain/leaving-reasons.ts";
import { isLockedFrom } from "../../families/index.ts";
import type { ReferralState } from "../../referrals/index.ts";
import type { Sight } from "../../sharing/index.ts";
import type { Outcome, Stage } from "./enrolment.ts";
import { visibleRuns } from "./run-queries.ts";
import type { Made } from "./run-writes-queries.ts";
import { childBirthOn, names } from "./seen-names-queries.ts";

export type PersonName = { givenName: string; familyName: string | null; knownAs: string | null };

export type Enrolment = {
  id: string;
  runId: string;
  runName: string;
  referralId: string;
  referralReference: string;
  referralState: ReferralState;
  referralVersion: number;
  familyId: string;
  carerId: string;
  childId: string;
  carer: PersonName;
  child: PersonName;
  fromOn: Day;
  toOn: Day | null;
  outcome: Outcome | null;
  leftReason: LeftReason | null;
  leftStage: Stage | null;
  decidedBy: "carer" | "service" | "together" | null;
  /** The day they went back to the waiting list, where they are now; null for everybody else. */
  backOnListOn: Day | null;
  attendsWithId: string | null;
  recognitionWord: string;
  childInitial: string;
  childAge: number | null;
  followUpOwnerId: string | null;
  followUpOwner: string | null;
  /** How the provider sees the family now; its own record of them it has in any case. */
  sight: Sight;
  seenAsOn: string | null;
  ownerName: string;
  ownerTelephone: string;
  version: number;
};

/** Everybody on the runs that somebody sees, before it is asked whose family they have locked. */
export const enrolmentsOn = (db: Db, actor: Actor) =>
  visibleRuns(db, actor)
    .innerJoin("enrolment", "enrolment.run_id", "run.id")
    .innerJoin("referral", "referral.id", "enrolment.referral_id");

/** People on the runs that somebody sees; never of a family that they have locked. */
const visibleEnrolments = (db: Db, actor: Actor) =>
  enrolmentsOn(db, actor)
    .where(sql<boolean>`not ${isLockedFrom(actor, "referral.family_id")}`)
    .innerJoin("person as carer", "carer.id", "referral.carer_id")
    .innerJoin("person as child", "child.id", "referral.child_id")
    .innerJoin("organisation as from", "from.id", "referral.from_organisation_id")
    .leftJoin("user as owner", "owner.id", "enrolment.follow_up_owner_id");

const columns = [
  "enrolment.id",
  "run.id as runId",
  "run.name as runName",
  "referral.id as referralId",
  "referral.reference as referralReference",
  "referral.state as referralState",
  "referral.version as referralVersion",
  "referral.family_id as familyId",
  "referral.carer_id as carerId",
  "referral.child_id as childId",
  "enrolment.from_on as fromOn",
  "enrolment.to_on as toOn",
  "enrolment.outcome",
  "enrolment.left_reason as leftReason",
  "enrolment.left_stage as leftStage",
  "enrolment.decided_by as decidedBy",
  "enrolment.back_on_list_on as backOnListOn",
  "enrolment.attends_with_id as attendsWithId",
  "enrolment.recognition_word as recognitionWord",
  "enrolment.child_initial as childInitial",
  "enrolment.child_age as childAge",
  "enrolment.follow_up_owner_id as followUpOwnerId",
  "owner.name as followUpOwner",
  "from.name as ownerName",
  "from.telephone as ownerTelephone",
  "enrolment.version",
] as const;

const selected = (db: Db, actor: Actor) => visibleEnrolments(db, actor).select(columns).select(names(actor));
type Row = Awaited<ReturnType<ReturnType<typeof selected>["executeTakeFirstOrThrow"]>>;

function enrolmentOf(row: Row): Enrolment {
  const { carerGiven, carerFamily, carerKnown, childGiven, childFamily, childKnown, leftStage, ...rest } = row;
  return {
    ...rest,
    leftStage: leftStage as Stage | null,
    carer: { givenName: carerGiven, familyName: carerFamily, knownAs: carerKnown },
    child: { givenName: childGiven, familyName: childFamily, knownAs: childKnown },
  };
}

/** Those of all whom the actor may see whom `narrow` leaves, by name. */
export async function listEnrolmentsWhere(
  db: Db,
  actor: Actor,
  narrow: (rows: ReturnType<typeof selected>) => ReturnType<typeof selected>,
): Promise<Enrolment[]> {
  const rows = await narrow(selected(db, actor))
    .orderBy("carerGiven")
    .orderBy("carerFamily")
    .orderBy("enrolment.id")
    .execute();
  return rows.map(enrolmentOf);
}

/** Everybody who is or was on a run, by name; whoever waits for another is on none. */
export const listEnrolments = (db: Db, actor: Actor, runId: string): Promise<Enrolment[]> =>
  listEnrolmentsWhere(db, actor, (rows) =>
    rows.where("run.id", "=", runId).where("enrolment.back_on_list_on", "is", null),
  );

/** Everybody who is on one of these runs now. */
export async function listOpenEnrolments(db: Db, actor: Actor, runIds: readonly string[]): Promise<Enrolment[]> {
  const rows = await selected(db, actor)
    .where("run.id", "in", sql<string>`(select value from json_each(${JSON.stringify(runIds)}))`)
    .where("enrolment.outcome", "is", null)
    .orderBy("carerGiven")
    .orderBy("enrolment.id")
    .execute();
  return rows.map(enrolmentOf);
}

/** One person on a run of the actor's organisation: its own record, whatever it sees of the family; never of one that they have locked. */
export async function findEnrolment(db: Db, actor: Actor, id: string): Promise<Enrolment | undefined> {
  const row = await selected(db, actor).where("enrolment.id", "=", id).executeTakeFirst();
  return row && enrolmentOf(row);
}

/** When the child of an enrolment was born: what a form for their age is chosen by. Null where it is not known. */
export async function findChildBirthOn(db: Db, actor: Actor, id: string): Promise<Day | null> {
  const rows = visibleEnrolments(db, actor).where("enrolment.id", "=", id);
  return (await rows.select(childBirthOn(actor)).executeTakeFirst())?.childBirthOn ?? null;
}

/** Every enrolment of a referral that the actor may see, the latest first. */
export async function listEnrolmentsOfReferral(db: Db, actor: Actor, referralId: string): Promise<Enrolment[]> {
  const rows = await selected(db, actor)
    .where("referral.id", "=", referralId)
    .orderBy("enrolment.from_on", "desc")
    .execute();
  return rows.map(enrolmentOf);
}

export type NewEnrolment = {
  id: string;
  referralId: string;
  runId: string;
  fromOn: Day;
  attendsWithId: string | null;
  recognitionWord: string;
  childInitial: string;
  childAge: number | null;
  followUpOwnerId: string;
};

export const insertEnrolment = (db: Db, enrolment: NewEnrolment, made: Made): Write =>
  db.insertInto("enrolment").values({
    id: enrolment.id,
    referral_id: enrolment.referralId,
    run_id: enrolment.runId,
    from_on: enrolment.fromOn,
    attends_with_id: enrolment.attendsWithId,
    recognition_word: enrolment.recognitionWord,
    child_initial: enrolment.childInitial,
    child_age: enrolment.childAge,
    follow_up_owner_id: enrolment.followUpOwnerId,
    created_at: made.at,
    created_by: made.by,
  });

/** The other of a couple comes with them too, unless they come with somebody already. */
export const recordComesWith = (db: Db, enrolmentId: string, withId: string): Write =>
  db
    .updateTable("enrolment")
    .set({ attends_with_id: withId })
    .where("id", "=", enrolmentId)
    .where("attends_with_id", "is", null);
