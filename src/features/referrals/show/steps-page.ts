import type { LoggedEvent } from "../referral/event-queries.ts";
import { type ReferralState, STATES } from "../referral/states.ts";
import { withoutTakenBack } from "../referral/taking-back.ts";

const ROAD: readonly ReferralState[] = ["submitted", "accepted", "enrolled", "started", "completed"];
const ENDS: readonly ReferralState[] = ["declined", "left-early", "did-not-start", "closed"];

/** The step that a state off the road stands on. */
const STANDS_ON: Partial<Record<ReferralState, ReferralState>> = {
  "information-requested": "submitted",
  waiting: "accepted",
};

/** The road of a referral: what was reached, what is now, what is to come; an end off the road closes it. */
export function stepsPage(events: readonly LoggedEvent[], state: ReferralState) {
  const reached = new Set(withoutTakenBack(events).map(({ to }) => STANDS_ON[to] ?? to));
  const now = STANDS_ON[state] ?? state;
  const hasEnded = ENDS.includes(state);
  const road = hasEnded ? [...ROAD.filter((step) => reached.has(step)), state] : ROAD;
  // What was reached before somebody went back (to the waiting list, to the referrer) is to come again.
  const isBefore = (step: ReferralState) => road.indexOf(step) < road.indexOf(now);
  // A state beside the road stands after the step that it follows, which was reached all the same.
  const beside = state === now || hasEnded ? [] : [{ text: STATES[state], status: "now" }];
  return road.flatMap((step) => {
    const status =
      step === now ? (beside.length > 0 ? "done" : "now") : reached.has(step) && isBefore(step) ? "done" : "to come";
    return [{ text: STATES[step], status }, ...(step === now ? beside : [])];
  });
}
