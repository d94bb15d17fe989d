import { type AppContext, page } from "../../../web/factory.ts";
import { listConcernsOf } from "../../concerns/index.ts";
import { findOwnFamily } from "../../families/index.ts";
import type { BehaviourCheck } from "../check/check.ts";
import { idsOfCorrections } from "../check/check-queries.ts";
import { listDecisionsOn } from "../deciding/decision-queries.ts";
import { checkPage } from "./check-page.ts";

const concernsOn = async (c: AppContext, check: BehaviourCheck) =>
  listConcernsOf(c.var.deps.db, c.var.actor, "behaviour-check", await idsOfCorrections(c.var.deps.db, check));

/** The page of one check, with its concerns and decisions. */
export async function shownCheck(c: AppContext, check: BehaviourCheck) {
  const { deps, actor, now } = c.var;
  const family = await findOwnFamily(deps.db, actor, check.familyId);
  if (!family) return c.notFound();
  const concerns = await concernsOn(c, check);
  const decisions = await listDecisionsOn(deps.db, actor, check.id);
  return page(c, "@behaviour/check", checkPage({ check, family, concerns, decisions }, actor.userId, now));
}
