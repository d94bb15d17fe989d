import { longInstant } from "../../../domain/calendar.ts";
import type { FormProblem } from "../../../forms/form.ts";
import type { ReferralEvent, Refusal } from "./referral.ts";
import { type ReferralState, STATES, SUITABILITIES } from "./states.ts";
import { stepSaid } from "./taking-back.ts";
import { ENDING_REASONS } from "./words.ts";

/** A form's problem with what stands there now beside what was typed. */
export type StandingProblem = FormProblem & { standing?: readonly string[] };

type Last = Pick<ReferralEvent, "verb" | "from" | "reason" | "note" | "suitability"> & {
  at: string;
  byName: string | null;
};

/** What somebody else did last, a line each, for the person whose form came too late. */
export function standingLines(state: ReferralState, last: Last | undefined): string[] {
  if (!last) return [`It is now: ${STATES[state]}.`];
  const { reason, note, suitability } = last;
  return [
    `${stepSaid(last)} by ${last.byName ?? "somebody"}, ${longInstant(last.at)}. It is now: ${STATES[state]}.`,
    ...(suitability ? [`Suitability: ${SUITABILITIES[suitability]}`] : []),
    ...(reason ? [`Reason: ${ENDING_REASONS[reason] ?? reason}`] : []),
    ...(note ? [`Note: ${note}`] : []),
  ];
}

/** Nothing was saved: why, what was typed, and what is there now (E4). */
export function refused(
  values: FormProblem["values"],
  refusal: Refusal,
  state: ReferralState,
  last: Last | undefined,
): StandingProblem {
  return { values, errors: [{ field: "form", text: why(refusal, state) }], standing: standingLines(state, last) };
}

function why(refusal: Refusal, state: ReferralState): string {
  if (refusal === "changed-since")
    return "Somebody changed this referral while you had it open. What you typed is still here";
  if (refusal === "not-shared") return "This can’t be done now: the carer no longer agrees to share with the provider";
  return `This can’t be done now: the referral is ${STATES[state].toLowerCase()}`;
}
