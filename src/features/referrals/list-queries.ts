import { sql } from "kysely";
import type { Db } from "../../deps.ts";
import type { Actor } from "../../domain/actor.ts";
import { fullName, visibleTo } from "./referral-queries.ts";
import type { ReferralState } from "./states.ts";

export const PAGE_SIZE = 50;

export type Direction = "made" | "received";
export type ListFilter = { state?: ReferralState; direction?: Direction; page: number };

export type ListedReferral = {
  id: string;
  reference: string;
  familyId: string;
  state: ReferralState;
  createdAt: string;
  submittedAt: string | null;
  carerName: string;
  childName: string;
  programmeName: string;
  fromName: string;
  toName: string;
  isReceived: number;
  total: number;
};

/**
 * The referrals that this person may see, newest first, 50 a page: one statement, with how many there are in all on every row.
 * The page is cut before names are looked up, so that a long list costs no more than a short one.
 */
export function listReferrals(db: Db, actor: Actor, { state, direction, page }: ListFilter): Promise<ListedReferral[]> {
  let seen = visibleTo(db, actor);
  if (state) seen = seen.where("referral.state", "=", state);
  if (direction === "made") seen = seen.where("referral.from_organisation_id", "=", actor.organisationId);
  if (direction === "received") seen = seen.where("referral.to_organisation_id", "=", actor.organisationId);
  const cut = seen
    .selectAll("referral")
    .select(sql<number>`count(*) over ()`.as("total"))
    .orderBy("referral.created_at", "desc")
    .orderBy("referral.id", "desc")
    .limit(PAGE_SIZE)
    .offset((page - 1) * PAGE_SIZE);
  return db
    .selectFrom(cut.as("r"))
    .innerJoin("person as carer", "carer.id", "r.carer_id")
    .innerJoin("person as child", "child.id", "r.child_id")
    .innerJoin("programme", "programme.id", "r.programme_id")
    .innerJoin("organisation as from", "from.id", "r.from_organisation_id")
    .innerJoin("organisation as to", "to.id", "r.to_organisation_id")
    .select([
      "r.id",
      "r.reference",
      "r.family_id as familyId",
      "r.state",
      "r.created_at as createdAt",
      "r.submitted_at as submittedAt",
      fullName("carer").as("carerName"),
      fullName("child").as("childName"),
      "programme.name as programmeName",
      "from.short_name as fromName",
      "to.short_name as toName",
      sql<number>`r.to_organisation_id = ${actor.organisationId}`.as("isReceived"),
      "r.total",
    ])
    .orderBy("r.created_at", "desc")
    .orderBy("r.id", "desc")
    .execute();
}

/** How many wait for this person's organisation: to answer as a provider, to inform as a referrer, drafts to finish. */
export async function countReferrals(
  db: Db,
  actor: Actor,
): Promise<{ toAnswer: number; informationAsked: number; drafts: number }> {
  const mine = sql`referral.from_organisation_id = ${actor.organisationId}`;
  const ours = sql`referral.to_organisation_id = ${actor.organisationId}`;
  return visibleTo(db, actor)
    .where("referral.state", "in", ["draft", "submitted", "information-requested"])
    .select([
      sql<number>`coalesce(sum(referral.state = 'submitted' and ${ours}), 0)`.as("toAnswer"),
      sql<number>`coalesce(sum(referral.state = 'information-requested' and ${mine}), 0)`.as("informationAsked"),
      sql<number>`coalesce(sum(referral.state = 'draft' and ${mine}), 0)`.as("drafts"),
    ])
    .executeTakeFirstOrThrow();
}
