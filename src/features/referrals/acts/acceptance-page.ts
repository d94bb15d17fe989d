import { countedField, dateField, radios } from "../../../forms/field.ts";
import { BLANK } from "../../../forms/form.ts";
import type { ReferralFound } from "../referral/referral-queries.ts";
import type { TooLate } from "../referral/refusal.ts";
import { SUITABILITIES } from "../referral/states.ts";
import { LONGEST_NOTE } from "./acceptance-form.ts";
import { actPage } from "./act-page.ts";

/** For CBT the suitability conversation's outcome is asked; for a parenting programme only a note. */
export const acceptancePage = (r: ReferralFound, form: TooLate = BLANK) => ({
  ...actPage(
    r.route === "cbt" ? `After the conversation about ${r.reference}` : `Accept referral ${r.reference}`,
    r,
    form,
  ),
  suitability: r.route === "cbt" ? radios("suitability", SUITABILITIES, form) : null,
  readyFromOn: dateField("readyFromOn", form),
  note: countedField("note", LONGEST_NOTE, form),
});
