import { countedField, radios } from "../../../forms/field.ts";
import { BLANK } from "../../../forms/form.ts";
import type { ReferralFound } from "../referral/referral-queries.ts";
import type { TooLate } from "../referral/refusal.ts";
import { DECLINE_REASONS } from "../referral/words.ts";
import { actPage } from "./act-page.ts";
import { LONGEST_NOTE } from "./declining-form.ts";

export function decliningPage(r: ReferralFound, form: TooLate = BLANK) {
  return {
    ...actPage(`Decline referral ${r.reference}`, r, form),
    reason: radios("reason", DECLINE_REASONS, form),
    note: countedField("note", LONGEST_NOTE, form),
  };
}
