import { countedField } from "../../../forms/field.ts";
import { BLANK } from "../../../forms/form.ts";
import type { ReferralFound } from "../referral/referral-queries.ts";
import type { TooLate } from "../referral/refusal.ts";
import { actPage } from "./act-page.ts";
import { LONGEST_QUESTION } from "./asking-form.ts";

export const askingPage = (r: ReferralFound, form: TooLate = BLANK) => ({
  ...actPage(`Ask for information about ${r.reference}`, r, form),
  note: countedField("note", LONGEST_QUESTION, form),
});
