import { longInstant } from "../../../domain/calendar.ts";
import { midSentence } from "../../../domain/mid-sentence.ts";
import { type BothTexts, onFileNow } from "../../../forms/both-texts.ts";
import { BLANK, type FormProblem, isUntouched } from "../../../forms/form.ts";
import { formPage, radioQuestion, textQuestion } from "../../../forms/form-page.ts";
import { referralPaths } from "../paths.ts";
import type { Late } from "../referral/clock.ts";
import { LATE_REASONS, type LateReason, type Standard } from "./late-reason.ts";
import { LONGEST_NOTE } from "./late-reason-form.ts";

/** What is late, in words that stand by themselves. */
export const LATE_WHAT: Readonly<Record<Standard, string>> = {
  acknowledged: "Not answered yet",
  contact: "Nobody has spoken to the carer yet",
  start: "Not started yet",
};

/** "No free place, or no run that starts. The next begins in May. (Dan Okafor, 3 March 2026 at 9:30am)". */
export const lateReasonSaid = ({ reason, note, byName, at }: LateReason): string =>
  [`${LATE_REASONS[reason]}.`, note, `(${[byName, longInstant(at)].filter(Boolean).join(", ")})`]
    .filter(Boolean)
    .join(" ");

type Asked = { id: string; reference: string; late: readonly Late[]; said: LateReason | undefined };

/** Why a referral is late: said once, and corrected as often as it takes; what was said before stays in the trail. */
export function lateReasonPage(
  { id, reference, late, said }: Asked,
  typed: FormProblem & { conflict?: BothTexts } = BLANK,
) {
  const form =
    isUntouched(typed) && said ? { ...typed, values: { reason: said.reason, note: said.note ?? "" } } : typed;
  const what = late.map((one) => midSentence(LATE_WHAT[one.what])).join(", ");
  return formPage(form, {
    title: "Why is this referral late?",
    caption: reference,
    intro: what ? `Late with: ${what}. Both sides read what you write here.` : "Both sides read what you write here.",
    sections: [
      {
        questions: [
          radioQuestion("reason", "What is the main reason?", LATE_REASONS, form),
          textQuestion(
            "note",
            "What else is there to know? (optional)",
            LONGEST_NOTE,
            form,
            "Write nothing about the family here",
          ),
        ],
      },
    ],
    submit: "Keep the reason",
    cancelHref: referralPaths.show(id),
    version: said?.turn ?? 0,
    stale: typed.conflict,
  });
}

/** What stands now, for somebody whose page was older. */
export const saidAlready = ({ said }: Asked): BothTexts =>
  onFileNow(
    "Why it is late was said meanwhile.",
    said ? [{ said: "Why it is late", theirs: lateReasonSaid(said) }] : [],
  );
