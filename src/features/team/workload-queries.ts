import { sql } from "kysely";
import type { Db } from "../../deps.ts";
import type { Actor } from "../../domain/actor.ts";
import { COUNTED_TO } from "../../domain/paging.ts";
import { isLockedFrom } from "../families/index.ts";
import { notLockedBy, type ReferralState } from "../referrals/index.ts";

/** Somebody who works with families here, and how much they have: as far as is counted. */
export type Workload = { userId: string; name: string; families: number; referrals: number };

/** Referrals that still ask something of the family's worker. */
const OPEN = sql<boolean>`referral.state in ('draft', 'submitted', 'information-requested', 'accepted', 'waiting', 'enrolled', 'started')`;

const familiesOf = (actor: Actor) => sql<number>`(select count(*) from (
  select 1 from family f where f.worker_id = m.user_id and f.closed_on is null and f.organisation_id = ${actor.organisationId}
  and not ${isLockedFrom(actor, "f.id")}
  limit ${sql.lit(COUNTED_TO + 1)}))`;

const referralsOfWorker = (actor: Actor) => sql<number>`(select count(*) from (
  select 1 from family f cross join referral on referral.family_id = f.id
  where f.worker_id = m.user_id and f.closed_on is null and referral.from_organisation_id = ${actor.organisationId} and ${OPEN}
  and not ${isLockedFrom(actor, "f.id")}
  limit ${sql.lit(COUNTED_TO + 1)}))`;

/** Everybody who works with families in the actor's organisation, by name. */
const workers = (db: Db, actor: Actor) =>
  db
    .selectFrom("member_now as m")
    .innerJoin("user", "user.id", "m.user_id")
    .where("m.organisation_id", "=", actor.organisationId)
    .where("m.role", "in", ["practitioner", "team-manager", "facilitator"])
    .select(["m.user_id as userId", "user.name"])
    .distinct();

export const listWorkload = (db: Db, actor: Actor): Promise<Workload[]> =>
  workers(db, actor)
    .select([familiesOf(actor).as("families"), referralsOfWorker(actor).as("referrals")])
    .orderBy("user.name")
    .orderBy("m.user_id")
    .execute();

export const findWorkerHere = (db: Db, actor: Actor, userId: string) =>
  workers(db, actor).where("m.user_id", "=", userId).executeTakeFirst();

export type WorkersReferral = {
  id: string;
  reference: string;
  familyId: string;
  familyReference: string;
  carerName: string;
  programmeName: string;
  state: ReferralState;
  submittedAt: string | null;
};

/** The open referrals of the open families that somebody works with, the oldest first. */
export const listReferralsOf = (db: Db, actor: Actor, userId: string): Promise<WorkersReferral[]> =>
  notLockedBy(db, actor)
    .where("referral.from_organisation_id", "=", actor.organisationId)
    .where(OPEN)
    .innerJoin("family", "family.id", "referral.family_id")
    .where("family.worker_id", "=", userId)
    .where("family.closed_on", "is", null)
    .innerJoin("person as carer", "carer.id", "referral.carer_id")
    .innerJoin("programme", "programme.id", "referral.programme_id")
    .orderBy("referral.created_at")
    .orderBy("referral.id")
    .limit(COUNTED_TO + 1)
    .select([
      "referral.id",
      "referral.reference",
      "referral.family_id as familyId",
      "family.reference as familyReference",
      sql<string>`trim(carer.given_name || ' ' || coalesce(carer.family_name, ''))`.as("carerName"),
      "programme.name as programmeName",
      "referral.state",
      "referral.submitted_at as submittedAt",
    ])
    .execute();
