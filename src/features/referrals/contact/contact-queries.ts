import type { Db, Write } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import type { ContactTyped, ReferralContact } from "./contact.ts";

/** Every try to reach the carer about a referral itself (not about a questionnaire), oldest first; look the referral up first. */
export const listContactsAbout = (db: Db, referralId: string): Promise<ReferralContact[]> =>
  db
    .selectFrom("contact_attempt as a")
    .leftJoin("user", "user.id", "a.by")
    .where("a.referral_id", "=", referralId)
    .where("a.pack_id", "is", null)
    .select(["a.at", "a.how", "a.outcome", "a.note", "user.name as byName"])
    .orderBy("a.at")
    .execute();

export type ContactToKeep = Pick<ContactTyped, "how" | "outcome" | "note"> & { id: string; at: string };

/** The write of one try to reach the carer. */
export const recordContactAbout = (
  db: Db,
  actor: Pick<Actor, "userId">,
  referral: { id: string; carerId: string },
  { id, how, outcome, note, at }: ContactToKeep,
): Write[] => [
  db.insertInto("contact_attempt").values({
    id,
    person_id: referral.carerId,
    referral_id: referral.id,
    how,
    outcome,
    note,
    at,
    by: actor.userId,
  }),
];
