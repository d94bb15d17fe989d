import { sql } from "kysely";
import { countUpTo, walked } from "../../../db/keyset.ts";
import type { Db } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import { type Page, type Place, pageOf } from "../../../domain/paging.ts";
import { isLive, seenFullName } from "../../sharing/index.ts";
import { joined, visibleTo } from "../referral/referral-queries.ts";
import type { PartOfDay } from "../referral/words.ts";

export type WaitingFilter = {
  programmeId?: string;
  /** 1 Monday to 7 Sunday: who can come on that day. */
  day?: number;
  part?: PartOfDay;
  language?: string;
  /** YYYY-MM-DD: leaves out who is not ready by then, or who is. */
  readyBy?: string;
  readyAfter?: string;
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

/** Written out, as the index of who waits has it in its condition. */
const WAITS = sql<boolean>`referral.state in ('accepted', 'waiting')`;

/** Referrals to this provider that are accepted or waiting and have no place. */
const waits = (db: Db, actor: Actor) =>
  visibleTo(db, actor).where("referral.to_organisation_id", "=", actor.organisationId).where(WAITS);

/** Those of them whose carer agrees to share. */
const waitingTo = (db: Db, actor: Actor) =>
  waits(db, actor).where(isLive(actor, "referral")).innerJoin("person as carer", "carer.id", "referral.carer_id");

function filtered(db: Db, actor: Actor, filter: WaitingFilter) {
  let waiting = waitingTo(db, actor);
  if (filter.programmeId) waiting = waiting.where("referral.programme_id", "=", filter.programmeId);
  if (filter.day || filter.part) waiting = waiting.where(isFreeOn(filter));
  if (filter.readyBy) waiting = waiting.where(sql<boolean>`coalesce(${readyFrom}, '') <= ${filter.readyBy}`);
  if (filter.readyAfter) waiting = waiting.where(sql<boolean>`${readyFrom} > ${filter.readyAfter}`);
  return filter.language ? waiting.where("carer.language", "=", filter.language) : waiting;
}

/** Whoever waits, with all that a waiting list says of them. */
async function told(actor: Actor, waiting: ReturnType<typeof waitingTo>): Promise<WaitingReferral[]> {
  const rows = await waiting
    .innerJoin("person as child", "child.id", "referral.child_id")
    .innerJoin("programme", "programme.id", "referral.programme_id")
    .innerJoin("organisation as from", "from.id", "referral.from_organisation_id")
    .leftJoin("need", "need.person_id", "carer.id")
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
    .execute();
  return rows.map((row) => ({ ...row, availability: JSON.parse(row.availability) }));
}

/** Those of them whose carer no longer agrees to share: said by their references, so that nobody is left out in silence. 50 at most. */
export const waitingUnshared = (
  db: Db,
  actor: Actor,
  referralId?: string,
): Promise<{ id: string; reference: string; familyId: string }[]> =>
  waits(db, actor)
    .$if(referralId !== undefined, (rows) => rows.where("referral.id", "=", referralId ?? ""))
    .where(sql<boolean>`not ${isLive(actor, "referral")}`)
    .select(["referral.id", "referral.reference", "referral.family_id as familyId"])
    .orderBy("referral.submitted_at")
    .limit(50)
    .execute();

/** Of how many values the key of somebody who waits is made: when their referral was sent, and its id. */
export const WAITING_KEY = 2;

/**
 * A page of those who wait for this provider, longest waiting first: never ranked by anything else (docs/rules/people-and-words.md). What a
 * waiting list and an enrolment choose from.
 */
export const listWaiting = (
  db: Db,
  actor: Actor,
  filter: WaitingFilter,
  place: Place,
): Promise<Page<WaitingReferral>> =>
  pageOf(
    place,
    ({ submittedAt, id }) => [submittedAt, id],
    (walk) => told(actor, walked(filtered(db, actor, filter), { by: ["referral.submitted_at", "referral.id"] }, walk)),
  );

/** How many wait, as far as is counted. */
export const countWaiting = (db: Db, actor: Actor, filter: WaitingFilter): Promise<number> =>
  countUpTo(db, filtered(db, actor, filter));

/** The one who is to be enrolled, if they wait for this provider. */
export const findWaiting = async (db: Db, actor: Actor, referralId: string): Promise<WaitingReferral | undefined> =>
  (await told(actor, waitingTo(db, actor).where("referral.id", "=", referralId)))[0];
