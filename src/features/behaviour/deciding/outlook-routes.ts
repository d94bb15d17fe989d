import { dayOf } from "../../../domain/calendar.ts";
import type { AppContext } from "../../../web/factory.ts";
import { type Family, findOwnFamily, personIn } from "../../families/index.ts";
import { isOpen, listOffers, type Offer } from "../../offers/index.ts";
import { listNextStarts, listProgrammesOfRoute } from "../../programmes/index.ts";
import { listAvailability, type ProgrammesOffered } from "../../referrals/index.ts";
import type { BehaviourCheck } from "../check/check.ts";
import { findCheck } from "../check/check-queries.ts";
import { latestNeedAssessment } from "../need/need-queries.ts";
import { applyRule, type RecommendedRoute } from "../rule/route-rule.ts";
import { getRuleInForce } from "../rule/rule-queries.ts";
import type { Outlook } from "./decision-page.ts";
import { listDecisionsOn } from "./decision-queries.ts";

/** What the rule says of a check today, and everything that a decision on it needs. `offers` are those of its carer for its child or for none. */
export type OutlookFound = Outlook & { offers: Offer[] };

const ROUTES = ["parenting", "cbt"] as const satisfies readonly RecommendedRoute[];

/** What can be said of the programmes of each route while the carer is there. */
async function programmesFor(c: AppContext, family: Family, check: BehaviourCheck): Promise<Outlook["programmes"]> {
  const { deps, actor, now } = c.var;
  const today = dayOf(now);
  const free = await listAvailability(deps.db, check.carerId);
  const carer = personIn(family, check.carerId)!;
  const children = family.children.filter(({ id }) => id === check.childId);
  const [parenting, cbt] = await Promise.all(
    ROUTES.map(async (route): Promise<ProgrammesOffered> => {
      const [programmes, starts] = await Promise.all([
        listProgrammesOfRoute(deps.db, actor, route),
        listNextStarts(deps.db, route, today),
      ]);
      return { programmes, starts, free, carer, children, today };
    }),
  );
  return { parenting: parenting!, cbt: cbt! };
}

/** The outlook on a check of the actor's own families; undefined (404) where there is none. */
export async function outlookOn(c: AppContext, checkId: string): Promise<OutlookFound | undefined> {
  const { deps, actor, now } = c.var;
  const today = dayOf(now);
  const check = await findCheck(deps.db, actor, checkId);
  const family = check && (await findOwnFamily(deps.db, actor, check.familyId));
  if (!check || !family) return undefined;
  const [rule, need, decided, offers, programmes] = await Promise.all([
    getRuleInForce(deps.db, today),
    latestNeedAssessment(deps.db, actor, check.carerId, today),
    listDecisionsOn(deps.db, actor, check.id),
    listOffers(deps.db, actor, family.id),
    programmesFor(c, family, check),
  ]);
  const own = offers.filter(
    ({ carerId, childId }) => carerId === check.carerId && (childId ?? check.childId) === check.childId,
  );
  const open = own.filter((offer) => isOpen(offer) && offer.state !== "told").map(({ support }) => support);
  return {
    check,
    family,
    rule,
    result: applyRule(rule.definition, check.items, need ?? null, today),
    needId: need?.id ?? null,
    decisions: decided,
    open: [...new Set(open)],
    offers: own,
    programmes,
  };
}
