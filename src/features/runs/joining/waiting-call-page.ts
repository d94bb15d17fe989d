import { longInstant } from "../../../domain/calendar.ts";
import { countedField, errorList, radios } from "../../../forms/field.ts";
import { BLANK, type FormProblem } from "../../../forms/form.ts";
import type { WaitingReferral } from "../../referrals/index.ts";
import { waitingPaths } from "../paths.ts";
import { CALL_OUTCOMES, CALLED_BY, LONGEST_NOTE } from "./waiting-call-form.ts";
import type { Call } from "./waiting-queries.ts";

/** Recording that somebody who waits was rung, and what came of it; what was tried before stands below. */
export const waitingCallPage = (referral: WaitingReferral, calls: readonly Call[], form: FormProblem = BLANK) => ({
  title: `Spoke to ${referral.carerName}?`,
  breadcrumbs: [{ text: "Waiting list", href: waitingPaths.list() }, { text: "Record a call" }],
  errors: errorList(form),
  about: `${referral.programmeName}, ${referral.reference}. Whoever waits is spoken to at least every 4 weeks: having spoken counts, a try is kept.`,
  how: radios("how", CALLED_BY, form),
  outcome: radios("outcome", CALL_OUTCOMES, form),
  note: countedField("note", LONGEST_NOTE, form),
  calls: calls.map(({ how, outcome, note, at, byName }) => ({
    label: { text: CALL_OUTCOMES[outcome as keyof typeof CALL_OUTCOMES] ?? outcome },
    byline: { text: byName },
    datetime: { timestamp: at, text: longInstant(at) },
    text: [CALLED_BY[how], note].filter(Boolean).join(". "),
  })),
  cancelHref: waitingPaths.list(),
});
