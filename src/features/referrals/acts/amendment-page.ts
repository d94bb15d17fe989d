import { countedField, field, radios } from "../../../forms/field.ts";
import type { FormProblem } from "../../../forms/form.ts";
import { LONGEST_NEEDS } from "../../families/index.ts";
import type { ReferralFound } from "../referral/referral-queries.ts";
import type { TooLate } from "../referral/refusal.ts";
import { LONGEST_NOTE, LONGEST_REASON, YES_NO_NOT_KNOWN } from "../referral/words.ts";
import { actPage } from "./act-page.ts";

/** The questions about a carer's needs, for the draft's page and the amendment's. */
export const needQuestions = (form: FormProblem) => ({
  interpreterLanguage: field("interpreterLanguage", form),
  childcare: radios("childcare", YES_NO_NOT_KNOWN, form),
  transport: radios("transport", YES_NO_NOT_KNOWN, form),
  access: countedField("access", LONGEST_NEEDS.access, form),
  workPattern: countedField("workPattern", LONGEST_NEEDS.workPattern, form),
  bestTimeForText: field("bestTimeForText", form),
});

/** `form` comes filled with what stands there, or with what was typed. */
export const amendmentPage = (r: ReferralFound, form: TooLate) => ({
  ...actPage(`Change referral ${r.reference}`, r, form),
  provider: r.toName,
  reason: countedField("reason", LONGEST_REASON, form),
  note: countedField("note", LONGEST_NOTE, form),
  needs: needQuestions(form),
});
