import type { Deps, Write } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import type { Day } from "../../../domain/calendar.ts";
import type { Support } from "../../../domain/support.ts";
import { isOpen, moveOffer, moveTo, type Offer, openOffer } from "../../offers/index.ts";
import type { BehaviourCheck } from "../check/check.ts";
import type { RouteDecision } from "./decision.ts";

type Offering = {
  check: BehaviourCheck;
  decision: RouteDecision;
  decisionId: string;
  /** The offers that this carer has had, for this child or for no child. */
  offers: readonly Offer[];
  today: Day;
  at: string;
};

type Step = { state: "offered" | "not-offered"; reason: string | null };

const MOVABLE = ["told", "no-reply"];

/** The writes that put one kind of support into the state that was decided: a new offer, or the next step of an open one. */
function step(deps: Pick<Deps, "db" | "newId">, actor: Actor, given: Offering, support: Support, to: Step): Write[] {
  const { check, decisionId, today, at } = given;
  const open = given.offers.find((offer) => offer.support === support && isOpen(offer));
  if (open && !MOVABLE.includes(open.state)) return [];
  if (open) {
    const moved = moveTo(open, { version: open.version, ...to, onDay: today, note: null }, at);
    return moved.ok ? moveOffer(deps.db, actor, moved.value) : [];
  }
  return openOffer(deps.db, actor, {
    id: deps.newId(),
    familyId: check.familyId,
    carerId: check.carerId,
    childId: support === "parenting" || support === "cbt" ? check.childId : null,
    support,
    decisionId,
    ...to,
    onDay: today,
    note: null,
    at,
  });
}

/** The writes of everything that a decision offers, and of what the rule recommends and it does not. */
export const offersOf = (deps: Pick<Deps, "db" | "newId">, actor: Actor, given: Offering): Write[] => [
  ...given.decision.routes.flatMap((route) => step(deps, actor, given, route, { state: "offered", reason: null })),
  ...given.decision.notOffered.flatMap((route) =>
    step(deps, actor, given, route, { state: "not-offered", reason: given.decision.whyOtherwise }),
  ),
];
