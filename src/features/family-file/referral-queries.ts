import { sql } from "kysely";
import type { Db } from "../../deps.ts";
import type { Actor } from "../../domain/actor.ts";
import { type ReferralState, type Verb, visibleReferrals } from "../referrals/index.ts";

export type FamilyReferral = {
  id: string;
  reference: string;
  state: ReferralState;
  programmeName: string;
  createdAt: string;
};

/** The referrals of a family that this actor may see, newest first. */
export const listFamilyReferrals = (db: Db, actor: Actor, familyId: string): Promise<FamilyReferral[]> =>
  visibleReferrals(db, actor)
    .innerJoin("programme", "programme.id", "referral.programme_id")
    .where("referral.family_id", "=", familyId)
    .orderBy("referral.created_at", "desc")
    .select([
      "referral.id",
      "referral.reference",
      "referral.state",
      "programme.name as programmeName",
      "referral.created_at as createdAt",
    ])
    .execute();

export type ReferralMove = {
  referralId: string;
  reference: string;
  programmeName: string;
  verb: Verb;
  from: ReferralState | null;
  at: string;
  byName: string | null;
};

/** What happened to those referrals; saves of a draft left out. */
export const listReferralMoves = (db: Db, actor: Actor, familyId: string): Promise<ReferralMove[]> =>
  visibleReferrals(db, actor)
    .innerJoin("programme", "programme.id", "referral.programme_id")
    .innerJoin("referral_event", "referral_event.referral_id", "referral.id")
    .leftJoin("user", "user.id", "referral_event.by")
    .where("referral.family_id", "=", familyId)
    .where("referral_event.verb", "!=", "save")
    .select([
      "referral.id as referralId",
      "referral.reference",
      "programme.name as programmeName",
      "referral_event.verb",
      sql<ReferralState | null>`referral_event.from_state`.as("from"),
      "referral_event.at",
      "user.name as byName",
    ])
    .execute();
