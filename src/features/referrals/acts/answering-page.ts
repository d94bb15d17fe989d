import { countedField } from "../../../forms/field.ts";
import { BLANK } from "../../../forms/form.ts";
import type { ReferralFound } from "../referral/referral-queries.ts";
import type { TooLate } from "../referral/refusal.ts";
import { actPage } from "./act-page.ts";
import { LONGEST_ANSWER } from "./answering-form.ts";

/** `asked` is the provider's question, shown above the answer; null when nothing is open. */
export const answeringPage = (r: ReferralFound, asked: string | null, form: TooLate = BLANK) => ({
  ...actPage(`Give information about ${r.reference}`, r, form),
  asked,
  provider: r.toName,
  note: countedField("note", LONGEST_ANSWER, form),
});
