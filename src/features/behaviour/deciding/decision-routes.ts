import { auditEntry, looked, wrote } from "../../../domain/audit-entry.ts";
import { dayOf, instantText } from "../../../domain/calendar.ts";
import { err, ok } from "../../../domain/result.ts";
import { onFileNow } from "../../../forms/both-texts.ts";
import { act, type Refusal } from "../../../web/act.ts";
import { type AppContext, factory, page } from "../../../web/factory.ts";
import { id } from "../../../web/params.ts";
import { reading } from "../../../web/reading.ts";
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

type Decided = RouteDecision & { id: string };

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

const refusal = (problem: DecisionProblem): Refusal => ({
  ...DECISION_PROBLEMS[problem],
  status: problem === "changed-since" ? 409 : 422,
});

act(decisions, {
  path: "/:id/decision",
  permission: "route:decide",
  params: { id },
  find: (c, asked) => outlookOn(c, asked.id),
  look: (c, { check, family }) => looked(c.var.actor, "behaviour_check", check.id, family.id),
  parse: (data, _, c) => parseDeciding(data, dayOf(c.var.now)),
  decide: (typed, outlook, c) => {
    if (outlook.check.supersededById) return err(refusal("changed-since"));
    const decided = decide(typed, { ...outlook, decisions: outlook.decisions.length });
    return decided.ok ? ok({ ...decided.value, id: c.var.deps.newId() }) : err(refusal(decided.error));
  },
  page: (outlook, form, c) => ["@behaviour/decision", decisionPage(outlook, dayOf(c.var.now), form)],
  audit: ({ id: decisionId, decided, routes, answer }, { family }, c) =>
    wrote(c.var.actor, "route_decision", decisionId, { decided, routes, answer }, { familyId: family.id }),
  writes: decisionWrites,
  did: (_, { check }) => `${behaviourPaths.showCheck(check.id)}?did=decided`,
  conflict: () => onFileNow(DECISION_PROBLEMS["changed-since"].text),
});

/** The decision, its letter and its offers, in one commit. */
async function decisionWrites({ id: decisionId, ...decision }: Decided, outlook: Found, c: AppContext) {
  const { deps, actor, now } = c.var;
  const { check, family, result, open } = outlook;
  const [at, today] = [instantText(now), dayOf(now)];
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
  return [
    ...insertDecision(deps.db, actor, { id: decisionId, check, decision, letter, at }),
    ...offersOf(deps, actor, { check, decision, decisionId, offers: outlook.offers, today, at }),
  ];
}

/** Mounted at /decisions. */
export const letters = factory.createApp();

letters.get(
  "/:id/letter",
  reading(
    "route:decide",
    { id },
    async (c, asked) => {
      const letter = await findLetter(c.var.deps.db, c.var.actor, asked.id);
      return letter && { ...letter, id: asked.id };
    },
    (c, { id: decisionId, familyId }) => ({
      ...auditEntry("print", c.var.actor, "route_decision", decisionId),
      familyId,
    }),
    (c, { letter, checkId }) => page(c, "@behaviour/letter", letterPage(letter, checkId)),
  ),
);
