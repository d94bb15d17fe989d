import { field, radios } from "../../../forms/field.ts";
import type { FormProblem } from "../../../forms/form.ts";
import type { ReferralFound } from "../referral/referral-queries.ts";
import type { TooLate } from "../referral/refusal.ts";
import { YES_NO_NOT_KNOWN } from "../referral/words.ts";
import { actPage } from "./act-page.ts";

/** The questions about a carer's needs, for the draft's page and the amendment's. */
export const needQuestions = (form: FormProblem) => ({
  interpreterLanguage: field("interpreterLanguage", form),
  childcare: radios("childcare", YES_NO_NOT_KNOWN, form),
  transport: radios("transport", YES_NO_NOT_KNOWN, form),
  access: field("access", form),
  workPattern: field("workPattern", form),
  safeToCall: field("safeToCall", form),
  bestTimeForText: field("bestTimeForText", form),
});

/** `form` comes filled with what stands there, or with what was typed. */
export const amendmentPage = (r: ReferralFound, form: TooLate) => ({
  ...actPage(`Change referral ${r.reference}`, r, form),
  provider: r.toName,
  reason: field("reason", form),
  note: field("note", form),
  needs: needQuestions(form),
});
