import type { Deps, Write } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import type { Day } from "../../../domain/calendar.ts";
import type { Support } from "../../../domain/support.ts";
import { isOpen, moveOffer, moveTo, type Offer, type OfferState, openOffer } from "../../offers/index.ts";
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

/** An offer after a decision: its id, and the writes that brought it there. */
export type Offered = { support: Support; offerId: string; writes: Write[] };

type Making = Pick<Deps, "db" | "newId">;
type Standing = Pick<Offer, "id" | "version" | "state">;

const MOVABLE = ["told", "no-reply"];

function moved(
  deps: Making,
  actor: Actor,
  offer: Standing,
  to: { state: OfferState; reason: string | null },
  given: Offering,
) {
  const next = moveTo(offer, { version: offer.version, ...to, onDay: given.today, note: null }, given.at);
  return next.ok ? moveOffer(deps.db, actor, next.value) : [];
}

/** Puts one kind of support into the state that was decided: a new offer, or the next step of an open one. */
function step(deps: Making, actor: Actor, given: Offering, support: Support, to: Step) {
  const { check, decisionId, today, at } = given;
  const open = given.offers.find((offer) => offer.support === support && isOpen(offer));
  if (open && !MOVABLE.includes(open.state)) return { offer: open, writes: [] };
  if (open) {
    const offer = { ...open, version: open.version + 1, state: to.state };
    return { offer, writes: moved(deps, actor, open, to, given) };
  }
  const id = deps.newId();
  const writes = openOffer(deps.db, actor, {
    id,
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
  return { offer: { id, version: 1, state: to.state }, writes };
}

/** An offer that the decision makes, and the carer's yes to it where they gave it in the room. */
function offered(deps: Making, actor: Actor, given: Offering, support: Support): Offered {
  const { offer, writes } = step(deps, actor, given, support, { state: "offered", reason: null });
  const saidYes = given.decision.accepted.includes(support) && ["offered", "no-reply"].includes(offer.state);
  const yes = saidYes ? moved(deps, actor, offer, { state: "accepted", reason: null }, given) : [];
  return { support, offerId: offer.id, writes: [...writes, ...yes] };
}

/** Everything that a decision offers, and the writes of what the rule recommends and it does not. */
export const offersOf = (deps: Making, actor: Actor, given: Offering): { offered: Offered[]; others: Write[] } => ({
  offered: given.decision.routes.map((route) => offered(deps, actor, given, route)),
  others: given.decision.notOffered.flatMap(
    (route) => step(deps, actor, given, route, { state: "not-offered", reason: given.decision.whyOtherwise }).writes,
  ),
});
