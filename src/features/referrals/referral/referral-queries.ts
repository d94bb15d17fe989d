import { type ExpressionBuilder, sql } from "kysely";
import type { Db, Write } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import { instantText } from "../../../domain/calendar.ts";
import type { DB } from "../../../generated/schema.d.ts";
import type { TellVerb } from "../../../tells/telling.ts";
import { tells } from "../../../tells/telling-queries.ts";
import { ownLocks } from "../../families/index.ts";
import {
  isSharingAgreed,
  type Joined,
  type Sight,
  seen,
  seenAsOn,
  seenFullName,
  sightOf,
} from "../../sharing/index.ts";
import type { Draft, Referral, ReferralEvent } from "./referral.ts";

type OnReferral = ExpressionBuilder<DB, "referral">;

/** An organisation sees what it made. */
export const isMadeBy = (actor: Actor) => (on: OnReferral) =>
  on("referral.from_organisation_id", "=", actor.organisationId);

/** And what was sent to it, once it was sent: a draft, and one withdrawn before it was sent, belong to the referring side alone. */
export const isSentTo = (actor: Actor) => (on: OnReferral) =>
  on.and([on("referral.to_organisation_id", "=", actor.organisationId), on("referral.submitted_at", "is not", null)]);

/** Nobody sees a referral of a family that they have locked for themselves ("I know this family"). */
export const notLockedBy = (db: Db, actor: Actor) =>
  db.selectFrom("referral").where("referral.family_id", "not in", ownLocks(db, actor).select("family_lock.family_id"));

/** The referrals of the families that somebody has locked for themselves: few, so they are read from the locks on. */
export const lockedBy = (db: Db, actor: Actor) =>
  ownLocks(db, actor).crossJoin("referral").whereRef("referral.family_id", "=", "family_lock.family_id");

/**
 * Both sides see a referral, also when it is over, but for those of families that the actor has locked. What of the family
 * the provider sees through it is for features/sharing to say.
 */
export const visibleTo = (db: Db, actor: Actor) =>
  notLockedBy(db, actor).where((on) => on.or([isMadeBy(actor)(on), isSentTo(actor)(on)]));

const referralColumns = [
  "referral.id",
  "referral.reference",
  "referral.family_id as familyId",
  "referral.carer_id as carerId",
  "referral.child_id as childId",
  "referral.offer_id as offerId",
  "referral.programme_id as programmeId",
  "referral.from_organisation_id as fromOrganisationId",
  "referral.to_organisation_id as toOrganisationId",
  "referral.source",
  "referral.asked_by as askedBy",
  "referral.reason",
  "referral.draft",
  "referral.state",
  "referral.submitted_at as submittedAt",
  "referral.override_reason as overrideReason",
  "referral.created_at as createdAt",
  "referral.version",
  "programme.name as programmeName",
  "programme.route",
  "from.name as fromName",
  "to.name as toName",
  "to.telephone as toTelephone",
  "from.telephone as fromTelephone",
] as const;

/** The carer or the child, joined under that name to a referral `r`. */
export const joined = (kind: "carer" | "child", r = "referral"): Joined => ({ referral: r, person: kind, kind });

/** A referral with the names of its programme, its people and its two sides. */
export type ReferralFound = Referral & {
  programmeName: string;
  route: "parenting" | "cbt";
  fromName: string;
  toName: string;
  toTelephone: string;
  fromTelephone: string;
  /** How this person sees the family through it; names and birth date are what that sight has. */
  sight: Sight;
  seenAsOn: string | null;
  /** 1 while the carer agrees to share with the provider: without that, neither side goes on with it. */
  isSharingAgreed: number;
  carerName: string;
  childName: string;
  childBirthOn: string | null;
};

/** A referral that this person may see, or undefined (404). */
export async function findReferral(db: Db, actor: Actor, id: string): Promise<ReferralFound | undefined> {
  const row = await visibleTo(db, actor)
    .innerJoin("programme", "programme.id", "referral.programme_id")
    .innerJoin("organisation as from", "from.id", "referral.from_organisation_id")
    .innerJoin("organisation as to", "to.id", "referral.to_organisation_id")
    .innerJoin("person as carer", "carer.id", "referral.carer_id")
    .innerJoin("person as child", "child.id", "referral.child_id")
    .where("referral.id", "=", id)
    .select(referralColumns)
    .select([
      seenFullName(actor, joined("carer")).as("carerName"),
      seenFullName(actor, joined("child")).as("childName"),
      seen(actor, joined("child"), "birth_on").as("childBirthOn"),
      sightOf(actor, "referral").as("sight"),
      seenAsOn(actor, "referral").as("seenAsOn"),
      sql<number>`(referral.from_organisation_id = referral.to_organisation_id or ${isSharingAgreed("referral")})`.as(
        "isSharingAgreed",
      ),
    ])
    .executeTakeFirst();
  return row && { ...row, draft: row.draft === null ? null : (JSON.parse(row.draft) as Draft) };
}

/** A referral sent to this person's organisation: theirs to answer. Undefined (404) otherwise. */
export async function findReceived(db: Db, actor: Actor, id: string): Promise<ReferralFound | undefined> {
  const referral = await findReferral(db, actor, id);
  return referral?.toOrganisationId === actor.organisationId && referral.state !== "draft" ? referral : undefined;
}

/** A referral that this person's organisation made: theirs to write, answer for, change and withdraw. Undefined (404) otherwise. */
export async function findMade(db: Db, actor: Actor, id: string): Promise<ReferralFound | undefined> {
  const referral = await findReferral(db, actor, id);
  return referral?.fromOrganisationId === actor.organisationId ? referral : undefined;
}

const eventRow = (actor: Pick<Actor, "userId">, e: ReferralEvent) => ({
  referral_id: e.referralId,
  version: e.version,
  verb: e.verb,
  from_state: e.from,
  to_state: e.to,
  reason: e.reason,
  note: e.note,
  suitability: e.suitability,
  ready_from_on: e.readyFromOn,
  changes: e.changes === null ? null : JSON.stringify(e.changes),
  at: instantText(e.at),
  by: actor.userId,
});

/** The log's next line, the state it leads to, and who is told (as `verb`, where the log's own word is not what was done). Of two people at once, the second loses on the log's key. */
export const recordDecision = (
  db: Db,
  actor: Pick<Actor, "userId">,
  e: ReferralEvent,
  verb: TellVerb = `referral.${e.verb}`,
): Write[] => [
  db.insertInto("referral_event").values(eventRow(actor, e)),
  db.updateTable("referral").set({ state: e.to, version: e.version }).where("id", "=", e.referralId),
  ...tells(db, {
    verb,
    by: actor.userId,
    at: instantText(e.at),
    about: { referralId: e.referralId },
  }),
];

/** As recordDecision, for the sending: the draft's body goes, the day it was sent stays. */
export const recordSubmission = (db: Db, actor: Actor, e: ReferralEvent): Write[] => [
  ...recordDecision(db, actor, e),
  db
    .updateTable("referral")
    .set({ draft: null, submitted_at: instantText(e.at) })
    .where("id", "=", e.referralId),
];
