import { countedField, dateField } from "../../../forms/field.ts";
import { BLANK } from "../../../forms/form.ts";
import type { ReferralFound } from "../referral/referral-queries.ts";
import type { TooLate } from "../referral/refusal.ts";
import { actPage } from "./act-page.ts";
import { LONGEST_NOTE } from "./putting-on-list-form.ts";

export const puttingOnListPage = (r: ReferralFound, form: TooLate = BLANK) => ({
  ...actPage(`Put ${r.reference} on the waiting list`, r, form),
  readyFromOn: dateField("readyFromOn", form),
  note: countedField("note", LONGEST_NOTE, form),
});
