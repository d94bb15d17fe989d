import type { Temporal } from "temporal-polyfill";
import type { Db, Write } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import { instantText } from "../../../domain/calendar.ts";
import {
  hasAgreement,
  isSafetySaid,
  isTelephone,
  latestAgreements,
  listAgreements,
  listContacts,
  listNeeds,
} from "../../families/index.ts";
import { listAvailability } from "../referral/carried-queries.ts";
import type { Draft, Referral, ReferralEvent } from "../referral/referral.ts";
import { type ReferralFound, recordDecision } from "../referral/referral-queries.ts";
import { type Missing, missingFrom, type OnFile, type Task, withDone } from "../referral/tasks.ts";
import { CONTACT_PURPOSES, type Source } from "../referral/words.ts";

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
  draft: Draft;
};

type About = Pick<NewReferral, "familyId" | "carerId" | "toOrganisationId">;

/** What is on file of what a referral asks: the carer's agreements for this provider, their needs, when they can come. */
export async function onFileFor(db: Db, actor: Actor, about: About): Promise<OnFile> {
  const [needs, free, all, isSafe] = await Promise.all([
    listNeeds(db, actor, about.familyId),
    listAvailability(db, about.carerId),
    listAgreements(db, actor, about.familyId),
    areNumbersSafe(db, actor, about),
  ]);
  const given = latestAgreements(all).filter(
    ({ personId, answer }) => personId === about.carerId && answer === "given",
  );
  const mayShare = given.some(
    (one) => one.purpose === "share-with-provider" && one.providerId === about.toOrganisationId,
  );
  return {
    hasAgreements: mayShare && given.some(({ purpose }) => purpose in CONTACT_PURPOSES),
    hasNeeds: isSafe && needs.some(({ personId }) => personId === about.carerId),
    hasAvailability: free.length > 0,
  };
}

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
    draft: JSON.stringify(made.draft),
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

/** Is it said of each of the carer's numbers whether it is safe? No number is sent that nobody asked about. */
async function areNumbersSafe(db: Db, actor: Actor, { familyId, carerId }: Pick<Referral, "familyId" | "carerId">) {
  const contacts = await listContacts(db, actor, familyId);
  return contacts
    .filter((one) => one.personId === carerId && one.endedOn === null && isTelephone(one))
    .every(isSafetySaid);
}

/** What still stands in the way of sending this draft. */
export async function findMissing(db: Db, actor: Actor, referral: ReferralFound): Promise<Missing[]> {
  const [isAgreed, isSafe] = await Promise.all([
    isShareAgreed(db, actor, referral),
    areNumbersSafe(db, actor, referral),
  ]);
  return missingFrom(referral.draft, isAgreed, isSafe);
}

/** The same once this page is saved, which settles what it asks. */
export async function missingAfter(db: Db, actor: Actor, referral: ReferralFound, task: Task): Promise<Missing[]> {
  const after = { ...referral, draft: withDone(referral.draft, task) };
  const missing = await findMissing(db, actor, after);
  const settled: Missing[] = task === "agreements" ? ["share-not-agreed"] : task === "needs" ? ["needs"] : [];
  return missing.filter((one) => !settled.includes(one));
}
