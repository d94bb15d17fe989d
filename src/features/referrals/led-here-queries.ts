import type { Db } from "../../deps.ts";
import { longDay } from "../../domain/calendar.ts";
import { BEHAVIOURS, CHALLENGE, HOW_OFTEN } from "../behaviour/behaviours.ts";
import type { Referral } from "./referral.ts";

/**
 * What led to this, a line a behaviour of the check behind the offer's decision, as the carer told it; null when the offer came
 * of no decision. Answers left blank are left out: blank is not zero.
 */
export async function ledTo(db: Db, referral: Pick<Referral, "offerId">): Promise<string[] | null> {
  const rows = await db
    .selectFrom("offer")
    .innerJoin("route_decision as d", "d.id", "offer.decision_id")
    .innerJoin("behaviour_check as b", "b.id", "d.check_id")
    .leftJoin("behaviour_item as i", "i.check_id", "b.id")
    .where("offer.id", "=", referral.offerId)
    .select(["b.on_day", "i.behaviour", "i.how_often", "i.challenge", "i.own_words"])
    .execute();
  const [first] = rows;
  if (!first) return null;
  const items = rows.flatMap((row) => {
    if (row.behaviour === null) return [];
    const often = row.how_often === null ? [] : [HOW_OFTEN[row.how_often].toLowerCase()];
    const challenge = row.challenge === null ? [] : [`challenges the carer: ${CHALLENGE[row.challenge].toLowerCase()}`];
    const words = row.own_words === null ? [] : [`“${row.own_words}”`];
    return [[BEHAVIOURS[row.behaviour], ...often, ...challenge, ...words].join(", ")];
  });
  return [`Behaviour check of ${longDay(first.on_day)}`, ...items];
}
