import { longDay } from "../../../domain/calendar.ts";
import { SUPPORTS } from "../../../domain/support.ts";
import { isOpen, type Offer, offerPaths } from "../../offers/index.ts";
import { behaviourPaths } from "../paths.ts";
import type { DecisionSummary } from "./decision.ts";

export type NextStep = { text: string; href: string };

type Decided = {
  decision: DecisionSummary;
  familyId: string;
  carer: string;
  /** The offers of this carer for this child, or for no child. */
  offers: readonly Offer[];
  /** Offers that led to a referral that is open, with its id and reference. */
  referrals: readonly { offerId: string; id: string; reference: string }[];
};

const REFERRED_ON = ["parenting", "cbt"];

/** What follows from one offer: hear what the carer says, start the referral, or go on with it. */
function afterOffer(offer: Offer, { carer, referrals }: Decided): NextStep[] {
  const what = SUPPORTS[offer.support];
  const led = referrals.find(({ offerId }) => offerId === offer.id);
  if (led) return [{ text: `Go on with referral ${led.reference}: ${what}`, href: offerPaths.referral(led.id) }];
  if (offer.state === "accepted" && REFERRED_ON.includes(offer.support))
    return [{ text: `Start the referral: ${what}`, href: offerPaths.startReferral(offer.id) }];
  if (offer.state === "offered" || offer.state === "no-reply")
    return [{ text: `Record what ${carer} says: ${what}`, href: offerPaths.reply(offer.id) }];
  return [];
}

/**
 * What comes after a decision, each with the way there: what the carer says, the referral, the letter, what else there is.
 * There is always something, whatever was decided.
 */
export function stepsAfterDecision(decided: Decided): NextStep[] {
  const { decision, familyId, offers } = decided;
  return [
    ...offers.filter(isOpen).flatMap((offer) => afterOffer(offer, decided)),
    { text: "Print the letter to the carer", href: behaviourPaths.letter(decision.id) },
    { text: "Tell the carer what else there is", href: offerPaths.telling(familyId, decision.carerId) },
    ...(decision.lookAgainOn
      ? [
          {
            text: `Look at it again by ${longDay(decision.lookAgainOn)}: a new behaviour check`,
            href: behaviourPaths.newCheck(familyId, decision.childId),
          },
        ]
      : []),
  ];
}
