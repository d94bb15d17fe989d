import type { Db } from "../../../deps.ts";

export type Goal = { number: number; words: string; shortLabel: string };

/** The goals of a referral that have not ended, in their order. */
export const listGoals = (db: Db, referralId: string): Promise<Goal[]> =>
  db
    .selectFrom("goal")
    .where("referral_id", "=", referralId)
    .where("ended_on", "is", null)
    .select(["number", "words", "short_label as shortLabel"])
    .orderBy("number")
    .execute();
