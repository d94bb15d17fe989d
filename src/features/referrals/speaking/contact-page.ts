import type { Day } from "../../../domain/calendar.ts";
import { countedField, dateField, radios } from "../../../forms/field.ts";
import { BLANK, isUntouched } from "../../../forms/form.ts";
import { actPage } from "../acts/act-page.ts";
import { CONTACT_HOWS, CONTACT_OUTCOMES } from "../contact/contact.ts";
import type { ReferralFound } from "../referral/referral-queries.ts";
import type { TooLate } from "../referral/refusal.ts";
import { LONGEST_NOTE } from "./contact-form.ts";

/** That somebody tried to reach the carer: how, when, and what came of it. */
export function contactPage(r: ReferralFound, today: Day, typed: TooLate = BLANK) {
  const form = isUntouched(typed) ? { ...typed, values: { onDay: today, how: "telephone" } } : typed;
  return {
    ...actPage(`Record contact about ${r.reference}`, r, form),
    outcome: radios("outcome", CONTACT_OUTCOMES, form),
    how: radios("how", CONTACT_HOWS, form),
    onDay: dateField("onDay", form),
    note: countedField("note", LONGEST_NOTE, form),
  };
}
