import { countedField } from "../../../forms/field.ts";
import { BLANK } from "../../../forms/form.ts";
import type { ReferralFound } from "../referral/referral-queries.ts";
import type { TooLate } from "../referral/refusal.ts";
import { isWithoutAPlace } from "../referral/states.ts";
import { actPage } from "./act-page.ts";
import { LONGEST_QUESTION } from "./asking-form.ts";

/** A question to the referrer; of somebody who waits for a place, the referral goes back with it. */
export function askingPage(r: ReferralFound, form: TooLate = BLANK) {
  const isGivenBack = isWithoutAPlace(r.state);
  return {
    ...actPage(
      isGivenBack ? `Give ${r.reference} back to ${r.fromName}` : `Ask for information about ${r.reference}`,
      r,
      form,
    ),
    label: isGivenBack ? "Why do you give it back, and what do you ask of them?" : "What do you need to know?",
    hint: isGivenBack
      ? "The referral leaves the waiting list. They answer, change or withdraw it; when you accept it again the carer’s days of waiting are kept"
      : "The referrer answers, not the carer. Your clock stands still until they do",
    submit: isGivenBack ? "Give it back" : "Ask the referrer",
    note: countedField("note", LONGEST_QUESTION, form),
  };
}
