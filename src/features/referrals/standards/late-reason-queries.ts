import { sql } from "kysely";
import type { Db, Write } from "../../../deps.ts";
import type { LateReason, LateReasonCode, Standard } from "./late-reason.ts";

type Row = Omit<LateReason, "standards"> & { referralId: string; standards: string };

/** What stands of each of these referrals: which ones somebody may see is asked before. */
export async function lateReasonsOf(db: Db, referralIds: readonly string[]): Promise<Map<string, LateReason>> {
  if (referralIds.length === 0) return new Map();
  const rows = (await db
    .selectFrom("late_reason as r")
    .leftJoin("user", "user.id", "r.by")
    .where("r.referral_id", "in", sql<string>`(select value from json_each(${JSON.stringify(referralIds)}))`)
    .where(
      "r.turn",
      "=",
      sql<number>`(select max(last.turn) from late_reason last where last.referral_id = r.referral_id)`,
    )
    .select(["r.referral_id as referralId", "r.turn", "r.reason", "r.note", "r.standards", "r.at"])
    .select("user.name as byName")
    .execute()) as Row[];
  return new Map(
    rows.map(({ referralId, standards, ...row }) => [
      referralId,
      { ...row, standards: JSON.parse(standards) as Standard[] },
    ]),
  );
}

type ToKeep = {
  referralId: string;
  turn: number;
  reason: LateReasonCode;
  note: string | null;
  standards: readonly Standard[];
};

/** The write of a reason, or of its correction. Of two at once, the second loses on the turn. */
export const keepLateReason = (
  db: Db,
  { by, at }: { by: string; at: string },
  { referralId, turn, reason, note, standards }: ToKeep,
): Write[] => [
  db
    .insertInto("late_reason")
    .values({ referral_id: referralId, turn, reason, note, standards: JSON.stringify(standards), at, by }),
];
