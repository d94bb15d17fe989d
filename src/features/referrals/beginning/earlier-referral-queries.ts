import type { Db } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import { visibleTo } from "../referral/referral-queries.ts";
import { OPEN_STATES } from "../referral/states.ts";

/** The open referral of a carer to a programme, whoever made it; `visible` when this person may open it. */
export async function findOpenReferral(
  db: Db,
  actor: Actor,
  carerId: string,
  programmeId: string,
): Promise<{ id: string; reference: string; visible: boolean } | undefined> {
  const open = await db
    .selectFrom("referral")
    .where("carer_id", "=", carerId)
    .where("programme_id", "=", programmeId)
    .where("state", "in", OPEN_STATES)
    .select(["id", "reference"])
    .executeTakeFirst();
  if (!open) return undefined;
  const seen = await visibleTo(db, actor).where("referral.id", "=", open.id).select("referral.id").executeTakeFirst();
  return { ...open, visible: seen !== undefined };
}

/** When this carer's last referral to this programme ended, if one that was sent did: the instant of its last event. */
export async function lastEndedAt(db: Db, carerId: string, programmeId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom("referral")
    .innerJoin("referral_event as e", "e.referral_id", "referral.id")
    .where("referral.carer_id", "=", carerId)
    .where("referral.programme_id", "=", programmeId)
    .where("referral.state", "not in", OPEN_STATES)
    .where("referral.submitted_at", "is not", null)
    .select(({ fn }) => fn.max("e.at").as("at"))
    .executeTakeFirst();
  return row?.at ?? undefined;
}
