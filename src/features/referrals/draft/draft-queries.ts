import type { Temporal } from "temporal-polyfill";
import type { Db, Write } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import { instantText } from "../../../domain/calendar.ts";
import { hasAgreement, isSafetySaid, isTelephone, listContacts } from "../../families/index.ts";
import type { Draft, Referral, ReferralEvent } from "../referral/referral.ts";
import { type ReferralFound, recordDecision } from "../referral/referral-queries.ts";
import { type Missing, missingFrom } from "../referral/tasks.ts";
import type { Source } from "../referral/words.ts";

export type NewReferral = {
  id: string;
  reference: string;
  familyId: string;
  carerId: string;
  childId: string;
  offerId: string;
  programmeId: string;
  toOrganisationId: string;
  overrideReason: string | null;
};

/** Begins a draft. A carer has one open referral to a programme: a second loses on the unique index. */
export const openReferral = (db: Db, actor: Actor, made: NewReferral, now: Temporal.Instant): Write[] => [
  db.insertInto("referral").values({
    id: made.id,
    reference: made.reference,
    family_id: made.familyId,
    carer_id: made.carerId,
    child_id: made.childId,
    offer_id: made.offerId,
    programme_id: made.programmeId,
    from_organisation_id: actor.organisationId,
    to_organisation_id: made.toOrganisationId,
    source: "10",
    draft: JSON.stringify({ done: [] } satisfies Draft),
    state: "draft",
    override_reason: made.overrideReason,
    created_at: instantText(now),
    created_by: actor.userId,
  }),
  db.insertInto("referral_event").values({
    referral_id: made.id,
    version: 1,
    verb: "open",
    to_state: "draft",
    at: instantText(now),
    by: actor.userId,
  }),
];

/** A saved page of the draft: the log's line and what is done now. */
export const recordDraft = (db: Db, actor: Actor, event: ReferralEvent, draft: Draft): Write[] => [
  ...recordDecision(db, actor, event),
  db
    .updateTable("referral")
    .set({ draft: JSON.stringify(draft) })
    .where("id", "=", event.referralId),
];

export const recordChild = (db: Db, id: string, childId: string): Write =>
  db.updateTable("referral").set({ child_id: childId }).where("id", "=", id);

export const recordReason = (
  db: Db,
  id: string,
  said: { source: Source; askedBy: string | null; reason: string },
): Write =>
  db
    .updateTable("referral")
    .set({ source: said.source, asked_by: said.askedBy, reason: said.reason })
    .where("id", "=", id);

/** May the provider be told? The carer's latest answer about this provider rules. */
export const isShareAgreed = (db: Db, actor: Actor, referral: Pick<Referral, "carerId" | "toOrganisationId">) =>
  hasAgreement(db, actor, referral.carerId, "share-with-provider", referral.toOrganisationId);

/** What still stands in the way of sending this draft. */
export async function findMissing(db: Db, actor: Actor, referral: ReferralFound): Promise<Missing[]> {
  const [isAgreed, contacts] = await Promise.all([
    isShareAgreed(db, actor, referral),
    listContacts(db, actor, referral.familyId),
  ]);
  const numbers = contacts.filter(
    (one) => one.personId === referral.carerId && one.endedOn === null && isTelephone(one),
  );
  return missingFrom(referral.draft, isAgreed, numbers.every(isSafetySaid));
}
