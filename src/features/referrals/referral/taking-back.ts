import type { Temporal } from "temporal-polyfill";
import { err, ok, type Result } from "../../../domain/result.ts";
import { eventOf, type Referral, type ReferralEvent } from "./referral.ts";
import { isWithoutAPlace, type ReferralState, VERBS, type Verb } from "./states.ts";

type Back = { verb: Verb; to: ReferralState };

/**
 * What a recorded ending goes back to: the state before it, by the verb that once led there. Beside TRANSITIONS and not in it,
 * so that nothing else that asks `mayBe` (a register marked late, an enrolment on another run) opens an ended referral again.
 */
const BACK: Readonly<Partial<Record<ReferralState, Back>>> = {
  completed: { verb: "start", to: "started" },
  "left-early": { verb: "start", to: "started" },
  "did-not-start": { verb: "enrol", to: "enrolled" },
};

/** The state that a referral goes back to when its ending on a run is taken back; null when none is recorded. */
export const stateBefore = (state: ReferralState): ReferralState | null => BACK[state]?.to ?? null;

/** Takes the ending of a referral on a run back, for a reason that both sides read. */
export function takeBack(
  referral: Pick<Referral, "id" | "version" | "state">,
  reason: string,
  now: Temporal.Instant,
): Result<ReferralEvent, "not-ended"> {
  const back = BACK[referral.state];
  return back ? ok(eventOf(referral, back.verb, back.to, { note: reason }, now)) : err("not-ended");
}

type Step = { verb: Verb; from?: ReferralState | null; changes?: readonly { label: string }[] | null };

const isTakenBack = ({ verb, from }: Step): boolean => !!from && BACK[from]?.verb === verb;

/** What a change of the run itself is called in the log (docs/rules/referral-states.md). */
export const RUN_CHANGED = "Run";

/** What a line of the log says: the verb's words, or what it was from there. */
export function stepSaid(step: Step): string {
  if (isTakenBack(step)) return "Ending taken back";
  if (step.verb === "ask" && step.from && isWithoutAPlace(step.from)) return "Given back to the referrer";
  if (step.verb === "wait" && (step.from === "enrolled" || step.from === "started")) return "Back on the waiting list";
  if (step.verb === "amend" && step.changes?.some(({ label }) => label === RUN_CHANGED)) return "Moved to another run";
  return VERBS[step.verb];
}

/** The log, oldest first, as if endings that were taken back had not been recorded: for what is counted from it. */
export function withoutTakenBack<S extends Step>(steps: readonly S[]): S[] {
  const kept: S[] = [];
  for (const step of steps)
    if (isTakenBack(step)) kept.pop();
    else kept.push(step);
  return kept;
}
