import type { Db } from "../../../deps.ts";
import { longDay } from "../../../domain/calendar.ts";
import { BEHAVIOUR_CODES, behaviourSaid } from "../../behaviour/index.ts";
import type { Referral } from "./referral.ts";

/**
 * What led to this, a line a behaviour of the check behind the offer's decision; null when the offer came of no decision. Both
 * sides of the referral read it: whoever asks has already been allowed to see the referral.
 */
export async function ledTo(db: Db, referral: Pick<Referral, "offerId">): Promise<string[] | null> {
  const rows = await db
    .selectFrom("offer")
    .innerJoin("route_decision as d", "d.id", "offer.decision_id")
    .innerJoin("behaviour_check as b", "b.id", "d.check_id")
    .leftJoin("behaviour_item as i", "i.check_id", "b.id")
    .where("offer.id", "=", referral.offerId)
    .select(["b.on_day as onDay", "i.behaviour", "i.how_often as howOften", "i.challenge", "i.own_words as ownWords"])
    .execute();
  const [first] = rows;
  if (!first) return null;
  const lines = BEHAVIOUR_CODES.flatMap((behaviour) => {
    const item = rows.find((row) => row.behaviour === behaviour);
    if (!item) return [];
    const said = behaviourSaid({ behaviour, howOften: item.howOften, challenge: item.challenge });
    return [item.ownWords ? `${said}: “${item.ownWords}”` : said];
  });
  return [`Behaviour check of ${longDay(first.onDay)}`, ...lines];
}
