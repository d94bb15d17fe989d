import { z } from "zod";
import { Conflict } from "../../../db/conflict.ts";
import { auditEntry, looked, wrote } from "../../../domain/audit-entry.ts";
import { dayOf, instantText } from "../../../domain/calendar.ts";
import { type FormProblem, typedValues } from "../../../forms/form.ts";
import { can } from "../../../web/can.ts";
import { type AppContext, factory, page } from "../../../web/factory.ts";
import { id, params } from "../../../web/params.ts";
import { note, once, save } from "../../../web/save.ts";
import { findOwnFamily, firstNameOf, nameOf, personIn } from "../../families/index.ts";
import { isOpen, listOffers, type Offer } from "../../offers/index.ts";
import { findCheck } from "../check/check-queries.ts";
import { latestNeedAssessment } from "../need/need-queries.ts";
import { behaviourPaths } from "../paths.ts";
import { applyRule } from "../rule/route-rule.ts";
import { getRuleInForce } from "../rule/rule-queries.ts";
import { type DecisionProblem, decide, type RouteDecision } from "./decision.ts";
import { DECISION_PROBLEMS, parseDeciding } from "./decision-form.ts";
import { decisionPage, type Outlook } from "./decision-page.ts";
import { findLetter, getOrganisationContact, insertDecision, listDecisionsOn } from "./decision-queries.ts";
import { writeLetter } from "./letter.ts";
import { letterPage } from "./letter-page.ts";
import { offersOf } from "./offering-queries.ts";

/** Mounted at /checks. */
export const decisions = factory.createApp();

const one = params(z.object({ id }));

type Found = Outlook & { offers: Offer[] };

/** What the rule says of a check today, and everything that a decision on it needs. */
async function outlookOn(c: AppContext, checkId: string): Promise<Found | undefined> {
  const { deps, actor, now } = c.var;
  const today = dayOf(now);
  const check = await findCheck(deps.db, actor, checkId);
  const family = check && (await findOwnFamily(deps.db, actor, check.familyId));
  if (!check || !family) return undefined;
  const [rule, need, decided, offers] = await Promise.all([
    getRuleInForce(deps.db, today),
    latestNeedAssessment(deps.db, actor, check.carerId, today),
    listDecisionsOn(deps.db, actor, check.id),
    listOffers(deps.db, actor, family.id),
  ]);
  const own = offers.filter(
    ({ carerId, childId }) => carerId === check.carerId && (childId ?? check.childId) === check.childId,
  );
  const open = own.filter((offer) => isOpen(offer) && offer.state !== "told").map(({ support }) => support);
  const result = applyRule(rule.definition, check.items, need ?? null, today);
  return {
    check,
    family,
    rule,
    result,
    needId: need?.id ?? null,
    decisions: decided,
    open: [...new Set(open)],
    offers: own,
  };
}

decisions.get("/:id/decision", can("route:decide"), one, async (c) => {
  const outlook = await outlookOn(c, c.req.valid("param").id);
  if (!outlook) return c.notFound();
  await note(c, looked(c.var.actor, "behaviour_check", outlook.check.id, outlook.family.id));
  return page(c, "@behaviour/decision", decisionPage(outlook, dayOf(c.var.now)));
});

decisions.post("/:id/decision", can("route:decide"), one, once(), async (c) => {
  const outlook = await outlookOn(c, c.req.valid("param").id);
  if (!outlook) return c.notFound();
  const today = dayOf(c.var.now);
  const data = await c.req.formData();
  const form = parseDeciding(data, today);
  if (!form.ok) return page(c, "@behaviour/decision", decisionPage(outlook, today, form.error), 422);
  if (outlook.check.supersededById) return refused(c, outlook, data, "changed-since");
  const decided = decide(form.value, { ...outlook, decisions: outlook.decisions.length });
  if (!decided.ok) return refused(c, outlook, data, decided.error);
  try {
    return await keep(c, outlook, decided.value);
  } catch (error) {
    const now = error instanceof Conflict ? await outlookOn(c, outlook.check.id) : undefined;
    if (!now) throw error;
    return refused(c, now, data, "changed-since");
  }
});

function refused(c: AppContext, outlook: Outlook, data: FormData, error: DecisionProblem) {
  const why: FormProblem = { values: typedValues(data), errors: [DECISION_PROBLEMS[error]] };
  const status = error === "changed-since" ? 409 : 422;
  return page(c, "@behaviour/decision", decisionPage(outlook, dayOf(c.var.now), why), status);
}

/** The decision, its letter and its offers, in one commit. */
async function keep(c: AppContext, outlook: Found, decision: RouteDecision) {
  const { deps, actor, now } = c.var;
  const { check, family, result, open } = outlook;
  const [decisionId, at, today] = [deps.newId(), instantText(now), dayOf(now)];
  const carer = personIn(family, check.carerId);
  const child = personIn(family, check.childId);
  const letter = writeLetter({
    organisation: await getOrganisationContact(deps.db, actor),
    carer: carer ? nameOf(carer) : "",
    child: child ? firstNameOf(child) : "",
    checkDay: check.onDay,
    today,
    items: check.items,
    result,
    decision,
    open,
  });
  const audit = wrote(
    actor,
    "route_decision",
    decisionId,
    { decided: decision.decided, routes: decision.routes, answer: decision.answer },
    { familyId: family.id },
  );
  const writes = [
    ...insertDecision(deps.db, actor, { id: decisionId, check, decision, letter, at }),
    ...offersOf(deps, actor, { check, decision, decisionId, offers: outlook.offers, today, at }),
  ];
  return save(c, audit, writes, `${behaviourPaths.showCheck(check.id)}?did=decided`);
}

/** Mounted at /decisions. */
export const letters = factory.createApp();

letters.get("/:id/letter", can("route:decide"), one, async (c) => {
  const { deps, actor } = c.var;
  const decisionId = c.req.valid("param").id;
  const found = await findLetter(deps.db, actor, decisionId);
  if (!found) return c.notFound();
  await note(c, { ...auditEntry("print", actor, "route_decision", decisionId), familyId: found.familyId });
  return page(c, "@behaviour/letter", letterPage(found.letter, found.checkId));
});
