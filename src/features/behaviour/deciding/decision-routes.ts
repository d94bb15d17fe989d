import type { Write } from "../../../deps.ts";
import { looked, wrote } from "../../../domain/audit-entry.ts";
import { dayOf, instantText } from "../../../domain/calendar.ts";
import { mayDo } from "../../../domain/permissions.ts";
import { err, ok } from "../../../domain/result.ts";
import { onFileNow } from "../../../forms/both-texts.ts";
import { act, type Refusal } from "../../../web/act.ts";
import { type AppContext, factory } from "../../../web/factory.ts";
import { id } from "../../../web/params.ts";
import { findWorker, firstNameOf, nameOf, personIn } from "../../families/index.ts";
import { type Begun, beginReferral, isPlainlyNew, referralPaths } from "../../referrals/index.ts";
import { behaviourPaths } from "../paths.ts";
import { type DecisionProblem, decide, type RouteDecision } from "./decision.ts";
import { DECISION_PROBLEMS, parseDeciding } from "./decision-form.ts";
import { decisionPage } from "./decision-page.ts";
import { getOrganisationContact, insertDecision } from "./decision-queries.ts";
import { writeLetter } from "./letter.ts";
import { type Offered, offersOf } from "./offering-queries.ts";
import { type OutlookFound, outlookOn } from "./outlook-routes.ts";

const REFERRED_ON = ["parenting", "cbt"] as const;

/** Mounted at /checks. */
export const decisions = factory.createApp();

type Decided = RouteDecision & {
  id: string;
  offered: Offered[];
  others: Write[];
  /** The draft that begins with it, when the carer said yes and the programme was chosen. */
  begun: Begun | null;
};

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
  decide: async (typed, outlook, c) => {
    if (outlook.check.supersededById) return err(refusal("changed-since"));
    const decided = decide(typed, { ...outlook, ...standingOf(outlook) });
    return decided.ok ? ok(await withItsOffers(decided.value, outlook, c)) : err(refusal(decided.error));
  },
  page: (outlook, form, c) => ["@behaviour/decision", decisionPage(outlook, dayOf(c.var.now), form)],
  tells: (_, { family }) => ({ verb: "decision.recorded", about: { familyId: family.id } }),
  audit: ({ id: decisionId, decided, routes, accepted, answer, begun }, { family }, c) => {
    const fields = { decided, routes, accepted, answer, ...(begun ? { referral: begun.id } : {}) };
    return wrote(c.var.actor, "route_decision", decisionId, fields, { familyId: family.id });
  },
  writes: decisionWrites,
  did: (decided, { check }) => `${goesOnAt(decided, check.id)}did=decided`,
  conflict: () => onFileNow(DECISION_PROBLEMS["changed-since"].text),
});

const standingOf = ({ decisions: before, programmes: { parenting, cbt } }: OutlookFound) => ({
  decisions: before.length,
  programmes: { parenting: parenting.programmes, cbt: cbt.programmes },
});

/** A decision with its offers, and the referral that begins with it. */
async function withItsOffers(decision: RouteDecision, outlook: OutlookFound, c: AppContext): Promise<Decided> {
  const { deps, actor, now } = c.var;
  const [at, today, decisionId] = [instantText(now), dayOf(now), deps.newId()];
  const { check, offers } = outlook;
  const { offered, others } = offersOf(deps, actor, { check, decision, decisionId, offers, today, at });
  return { ...decision, id: decisionId, offered, others, begun: await begunWith(decision, offered, outlook, c) };
}

/** The draft of the first route that the carer said yes to with a programme, unless its page has a question to ask first. */
async function begunWith(
  { accepted, programmes }: RouteDecision,
  offered: readonly Offered[],
  { check, programmes: { parenting, cbt } }: OutlookFound,
  c: AppContext,
): Promise<Begun | null> {
  const { deps, actor, now } = c.var;
  const route = REFERRED_ON.find((one) => accepted.includes(one) && programmes[one] !== null);
  const programme = route && { parenting, cbt }[route].programmes.find(({ id: one }) => one === programmes[route]);
  if (!route || !programme || !mayDo(actor, "referral:make")) return null;
  if (!(await isPlainlyNew(deps, actor, check.carerId, programme.id, now))) return null;
  const { familyId, carerId, childId } = check;
  const { offerId } = offered.find(({ support }) => support === route)!;
  return beginReferral(deps, actor, { familyId, carerId, childId, offerId, programme, overrideReason: null }, now);
}

/** Where a decision leads: to what is next of a referral that the carer said yes to, else back to the check and what comes after it. */
function goesOnAt({ begun, accepted, offered, programmes }: Decided, checkId: string): string {
  if (begun) return `${begun.goesOn}?`;
  const route = REFERRED_ON.find((one) => accepted.includes(one));
  const offer = route && offered.find(({ support }) => support === route);
  if (!offer) return `${behaviourPaths.showCheck(checkId)}?`;
  const programme = programmes[route];
  return `${referralPaths.new(offer.offerId)}${programme ? `&programme=${programme}` : ""}&`;
}

/** The decision, its letter, its offers and the draft that begins with it, in one commit. */
async function decisionWrites(decided: Decided, outlook: OutlookFound, c: AppContext) {
  const { deps, actor, now } = c.var;
  const { check, family, result, open } = outlook;
  const carer = personIn(family, check.carerId);
  const child = personIn(family, check.childId);
  const [organisation, worker] = await Promise.all([
    getOrganisationContact(deps.db, actor),
    findWorker(deps.db, family.id),
  ]);
  const letter = writeLetter({
    organisation,
    worker: worker?.isThere ? worker.name : actor.name,
    strengths: check,
    carer: carer ? nameOf(carer) : "",
    child: child ? firstNameOf(child) : "",
    checkDay: check.onDay,
    today: dayOf(now),
    items: check.items,
    result,
    decision: decided,
    open,
  });
  return [
    ...insertDecision(deps.db, actor, { id: decided.id, check, decision: decided, letter, at: instantText(now) }),
    ...decided.offered.flatMap(({ writes }) => writes),
    ...decided.others,
    ...(decided.begun?.writes ?? []),
  ];
}
