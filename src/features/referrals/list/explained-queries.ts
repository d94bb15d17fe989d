import type { Db } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import type { Day } from "../../../domain/calendar.ts";
import { isUnexplained, type LateReason } from "../standards/late-reason.ts";
import { lateReasonsOf } from "../standards/late-reason-queries.ts";
import { type LateReferral, listLateReferrals } from "./late-queries.ts";

/** A referral that is late, with what somebody said about why. */
export type Explained = LateReferral & { said: LateReason | undefined };

/** What is late now, the longest waiting first, with what was said about why. */
export async function listExplained(db: Db, actor: Actor, today: Day): Promise<Explained[]> {
  const late = await listLateReferrals(db, actor, today);
  const said = await lateReasonsOf(
    db,
    late.map(({ id }) => id),
  );
  return late.map((one) => ({ ...one, said: said.get(one.id) }));
}

export type LateCounts = { late: number; unexplained: number };

/** How many referrals are late, and of how many of them nobody has said why. */
export async function countLate(db: Db, actor: Actor, today: Day): Promise<LateCounts> {
  const late = await listExplained(db, actor, today);
  return { late: late.length, unexplained: late.filter(isUnexplained).length };
}
