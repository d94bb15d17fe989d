import { longInstant } from "../../../domain/calendar.ts";
import { midSentence } from "../../../domain/mid-sentence.ts";
import { type BothTexts, onFileNow } from "../../../forms/both-texts.ts";
import { type FormProblem, problem } from "../../../forms/form.ts";
import type { ReferralEvent, Refusal } from "./referral.ts";
import { type ReferralState, STATES, SUITABILITIES } from "./states.ts";
import { stepSaid } from "./taking-back.ts";
import { ENDING_REASONS } from "./words.ts";

/** A form's problem with what stands there now beside what was typed. */
export type TooLate = FormProblem & { conflict?: BothTexts };

type Last = Pick<ReferralEvent, "verb" | "from" | "reason" | "note" | "suitability"> & {
  at: string;
  byName: string | null;
};

/** What somebody else did last, for the person whose form came too late (E4). */
export function standsNow(state: ReferralState, last: Last | undefined): BothTexts {
  if (!last) return onFileNow(`It is now: ${STATES[state]}.`);
  const { reason, note, suitability } = last;
  const lines = [
    suitability && { said: "Suitability", theirs: SUITABILITIES[suitability] },
    reason && { said: "Reason", theirs: ENDING_REASONS[reason] ?? reason },
    note && { said: "Note", theirs: note },
  ];
  return onFileNow(
    `${stepSaid(last)} by ${last.byName ?? "somebody"}, ${longInstant(last.at)}. It is now: ${STATES[state]}.`,
    lines.filter((line) => typeof line === "object" && line !== null),
  );
}

/** Why nothing was saved. */
export function refusalText(refusal: Refusal, state: ReferralState): string {
  if (refusal === "changed-since")
    return "This referral was changed while you had it open. What you typed is still here";
  if (refusal === "not-shared") return "This can’t be done now: the carer no longer agrees to share with the provider";
  return `This can’t be done now: the referral is ${midSentence(STATES[state])}`;
}

/** Nothing was saved: why, what was typed, and what is there now (E4). */
export const refused = (
  values: FormProblem["values"],
  refusal: Refusal,
  state: ReferralState,
  last: Last | undefined,
): TooLate => ({ ...problem(values, "form", refusalText(refusal, state)), conflict: standsNow(state, last) });
