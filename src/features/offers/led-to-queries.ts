import type { Db } from "../../deps.ts";

export type LedTo = { id: string; reference: string; isOpen: boolean };

/** The referrals that an offer has led to, the latest first; look the offer up first. */
export async function listReferralsOf(db: Db, offerId: string): Promise<LedTo[]> {
  const rows = await db
    .selectFrom("referral")
    .where("offer_id", "=", offerId)
    .orderBy("created_at", "desc")
    .select(["id", "reference", "state"])
    .execute();
  return rows.map(({ id, reference, state }) => ({ id, reference, isOpen: !ENDED.has(state) }));
}

const ENDED_STATES = ["declined", "completed", "left-early", "did-not-start", "closed"] as const;
const ENDED: ReadonlySet<string> = new Set(ENDED_STATES);

/** The open referrals that a family's offers have led to; look the family up first. */
export const listOpenReferralsOf = (
  db: Db,
  familyId: string,
): Promise<{ offerId: string; id: string; reference: string }[]> =>
  db
    .selectFrom("referral")
    .innerJoin("offer", "offer.id", "referral.offer_id")
    .where("offer.family_id", "=", familyId)
    .where("referral.state", "not in", ENDED_STATES)
    .select(["referral.offer_id as offerId", "referral.id", "referral.reference"])
    .execute();
