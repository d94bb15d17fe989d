import { countedField, radios } from "../../../forms/field.ts";
import { BLANK } from "../../../forms/form.ts";
import type { ReferralFound } from "../referral/referral-queries.ts";
import type { TooLate } from "../referral/refusal.ts";
import { WITHDRAWAL_REASONS } from "../referral/words.ts";
import { actPage } from "./act-page.ts";
import { LONGEST_NOTE } from "./withdrawal-form.ts";

/** A draft is discarded, a referral that was sent is withdrawn: the same act. */
export function withdrawalPage(r: ReferralFound, form: TooLate = BLANK) {
  const isDraft = r.state === "draft";
  return {
    ...actPage(isDraft ? "Discard this draft" : `Withdraw referral ${r.reference}`, r, form),
    isDraft,
    button: isDraft ? "Discard draft" : "Withdraw referral",
    reason: radios("reason", WITHDRAWAL_REASONS, form),
    note: countedField("note", LONGEST_NOTE, form),
  };
}
