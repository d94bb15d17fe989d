import { longDay, longInstant } from "../../../domain/calendar.ts";
import { midSentence } from "../../../domain/mid-sentence.ts";
import { NOT_OFFERED_REASONS, SUPPORTS, type Support } from "../../../domain/support.ts";
import type { DecisionSummary } from "./decision.ts";

const wordsOf = (routes: readonly Support[]) => routes.map((route) => midSentence(SUPPORTS[route])).join(", ");

/** "Offered parenting programme on 2 March 2026, by Alice". */
export function decisionSaid(decision: DecisionSummary): string {
  const what = {
    offer: `Offered ${wordsOf(decision.routes)}`,
    "not-now": "Not now",
    "look-again": "To be looked at again",
  }[decision.decided];
  const parts = [
    `${what}, decided ${longInstant(decision.at)}${decision.byName ? ` by ${decision.byName}` : ""}`,
    decision.differsFromRule === "yes" &&
      decision.whyOtherwise &&
      `not what the rule says: ${midSentence(NOT_OFFERED_REASONS[decision.whyOtherwise])}`,
    decision.lookAgainOn && `look again on ${longDay(decision.lookAgainOn)}`,
  ];
  return parts.filter(Boolean).join("; ");
}
