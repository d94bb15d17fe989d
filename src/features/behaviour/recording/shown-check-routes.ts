import { dayOf } from "../../../domain/calendar.ts";
import { mayDo } from "../../../domain/permissions.ts";
import { type AppContext, page } from "../../../web/factory.ts";
import { listConcernsOf } from "../../concerns/index.ts";
import { listOpenReferralsOf } from "../../offers/index.ts";
import type { BehaviourCheck } from "../check/check.ts";
import { idsOfCorrections } from "../check/check-queries.ts";
import { outlookOn } from "../deciding/outlook-routes.ts";
import { checkPage } from "./check-page.ts";

const concernsOn = async (c: AppContext, check: BehaviourCheck) =>
  listConcernsOf(c.var.deps.db, c.var.actor, "behaviour-check", await idsOfCorrections(c.var.deps.db, check));

/** The page of one check, with its concerns, what the rule says and what comes next. */
export async function shownCheck(c: AppContext, check: BehaviourCheck) {
  const { deps, actor, now } = c.var;
  const outlook = await outlookOn(c, check.id);
  if (!outlook) return c.notFound();
  const [concerns, referrals] = await Promise.all([concernsOn(c, check), listOpenReferralsOf(deps.db, check.familyId)]);
  const mayDecide = mayDo(actor, "route:decide");
  const shown = { outlook, concerns, referrals, mayDecide, userId: actor.userId, today: dayOf(now), now };
  return page(c, "@behaviour/check", checkPage(shown));
}
