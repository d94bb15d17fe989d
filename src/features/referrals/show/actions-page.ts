import { referralPaths } from "../paths.ts";
import { refusalOf } from "../referral/referral.ts";
import type { ReferralFound } from "../referral/referral-queries.ts";
import { BEFORE_START, isWithoutAPlace, type Verb } from "../referral/states.ts";

type Standing = { referral: ReferralFound; side: { mayMake: boolean; mayAnswer: boolean } };

const WHAT_NEXT = "See what happens next, and by when";

const ACTS: readonly { verb: Verb; side: "mayMake" | "mayAnswer"; text: string; href: (id: string) => string }[] = [
  { verb: "accept", side: "mayAnswer", text: "Accept", href: referralPaths.acceptance },
  { verb: "wait", side: "mayAnswer", text: "Put on the waiting list", href: referralPaths.waiting },
  { verb: "enrol", side: "mayAnswer", text: "Enrol on a run", href: referralPaths.enrolling },
  { verb: "ask", side: "mayAnswer", text: "Ask for information", href: referralPaths.question },
  { verb: "decline", side: "mayAnswer", text: "Decline", href: referralPaths.declining },
  { verb: "answer", side: "mayMake", text: "Give the information asked for", href: referralPaths.answer },
  { verb: "amend", side: "mayMake", text: "Change the referral", href: referralPaths.amendment },
  { verb: "withdraw", side: "mayMake", text: "Withdraw the referral", href: referralPaths.withdrawal },
];

/** What this person may do to it now, what leads on first. A referral on a run goes back to the waiting list from the run's own page. */
export const actionsOf = ({ referral, side }: Standing) => [
  ...ACTS.filter((act) => side[act.side] && refusalOf(referral, act.verb) === null)
    .filter((act) => act.verb !== "wait" || referral.state === "accepted")
    .map(({ verb, text, href }) => ({
      text: verb === "ask" && isWithoutAPlace(referral.state) ? "Give back to the referrer" : text,
      href: href(referral.id),
    })),
  ...(side.mayAnswer && BEFORE_START.includes(referral.state) && referral.isSharingAgreed !== 0
    ? [{ text: "Record contact with the carer", href: referralPaths.contact(referral.id) }]
    : []),
  ...(side.mayMake && referral.state === "submitted"
    ? [{ text: WHAT_NEXT, href: referralPaths.submission(referral.id) }]
    : []),
];
