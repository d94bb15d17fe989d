import { sql } from "kysely";
import type { Db } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import { isLive, seenFullName } from "../../sharing/index.ts";
import { joined, visibleTo } from "../referral/referral-queries.ts";
import type { PartOfDay } from "../referral/words.ts";

export type WaitingFilter = {
  /** One referral only: the one that is being enrolled. */
  referralId?: string;
  programmeId?: string;
  /** 1 Monday to 7 Sunday: who can come on that day. */
  day?: number;
  part?: PartOfDay;
  language?: string;
  /** YYYY-MM-DD: leaves out who is not ready by then. */
  readyBy?: string;
};

/** Somebody accepted who has no place yet. Instants are UTC text, days YYYY-MM-DD. */
export type WaitingReferral = {
  id: string;
  version: number;
  state: "accepted" | "waiting";
  reference: string;
  familyId: string;
  carerId: string;
  carerName: string;
  childId: string;
  childName: string;
  childGivenName: string;
  childBirthOn: string | null;
  language: string;
  interpreter: "yes" | "no" | "not-known";
  childcare: "yes" | "no" | "not-known" | null;
  programmeId: string;
  programmeName: string;
  route: "parenting" | "cbt";
  fromName: string;
  submittedAt: string;
  acceptedAt: string | null;
  /** The day until which the carer said they are not ready; null when ready. */
  readyFromOn: string | null;
  availability: { day: number; part: PartOfDay }[];
};

const isFreeOn = (filter: WaitingFilter) => sql<boolean>`exists (
  select 1 from availability a where a.person_id = referral.carer_id
  and (${filter.day ?? null} is null or a.day = ${filter.day ?? null})
  and (${filter.part ?? null} is null or a.part = ${filter.part ?? null}))`;

/** The last event that said when the carer will be ready. */
const readyFrom = sql<string | null>`(
  select e.ready_from_on from referral_event e
  where e.referral_id = referral.id and e.verb in ('accept', 'wait') order by e.version desc limit 1)`;

/**
 * Referrals to this provider that are accepted or waiting and have no place, longest waiting first: never ranked by anything
 * else (docs/rules/people-and-words.md). What a waiting list and an enrolment choose from: whose carer no longer agrees to share is
 * not among them.
 */
export async function waitingFor(db: Db, actor: Actor, filter: WaitingFilter = {}): Promise<WaitingReferral[]> {
  let waiting = visibleTo(db, actor)
    .where("referral.to_organisation_id", "=", actor.organisationId)
    .where("referral.state", "in", ["accepted", "waiting"])
    .where(isLive(actor, "referral"));
  if (filter.referralId) waiting = waiting.where("referral.id", "=", filter.referralId);
  if (filter.programmeId) waiting = waiting.where("referral.programme_id", "=", filter.programmeId);
  if (filter.day || filter.part) waiting = waiting.where(isFreeOn(filter));
  if (filter.readyBy) waiting = waiting.where(sql<boolean>`coalesce(${readyFrom}, '') <= ${filter.readyBy}`);
  let named = waiting
    .innerJoin("person as carer", "carer.id", "referral.carer_id")
    .innerJoin("person as child", "child.id", "referral.child_id")
    .innerJoin("programme", "programme.id", "referral.programme_id")
    .innerJoin("organisation as from", "from.id", "referral.from_organisation_id")
    .leftJoin("need", "need.person_id", "carer.id");
  if (filter.language) named = named.where("carer.language", "=", filter.language);
  const rows = await named
    .select([
      "referral.id",
      "referral.version",
      sql<"accepted" | "waiting">`referral.state`.as("state"),
      "referral.reference",
      "referral.family_id as familyId",
      "carer.id as carerId",
      seenFullName(actor, joined("carer")).as("carerName"),
      "child.id as childId",
      seenFullName(actor, joined("child")).as("childName"),
      sql<string>`coalesce(child.known_as, child.given_name)`.as("childGivenName"),
      "child.birth_on as childBirthOn",
      "carer.language",
      "carer.interpreter",
      "need.childcare",
      "programme.id as programmeId",
      "programme.name as programmeName",
      "programme.route",
      "from.name as fromName",
      sql<string>`referral.submitted_at`.as("submittedAt"),
      sql<
        string | null
      >`(select min(e.at) from referral_event e where e.referral_id = referral.id and e.verb = 'accept')`.as(
        "acceptedAt",
      ),
      readyFrom.as("readyFromOn"),
      sql<string>`(select json_group_array(json_object('day', a.day, 'part', a.part)) from availability a where a.person_id = carer.id)`.as(
        "availability",
      ),
    ])
    .orderBy("referral.submitted_at")
    .orderBy("referral.id")
    .execute();
  return rows.map((row) => ({ ...row, availability: JSON.parse(row.availability) }));
}

/** Those of them whose carer no longer agrees to share: said by their references, so that nobody is left out in silence. 50 at most. */
export const waitingUnshared = (
  db: Db,
  actor: Actor,
  referralId?: string,
): Promise<{ id: string; reference: string }[]> =>
  visibleTo(db, actor)
    .$if(referralId !== undefined, (rows) => rows.where("referral.id", "=", referralId ?? ""))
    .where("referral.to_organisation_id", "=", actor.organisationId)
    .where("referral.state", "in", ["accepted", "waiting"])
    .where(sql<boolean>`not ${isLive(actor, "referral")}`)
    .select(["referral.id", "referral.reference"])
    .orderBy("referral.submitted_at")
    .limit(50)
    .execute();
