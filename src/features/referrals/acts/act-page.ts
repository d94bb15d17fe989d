import { errorList } from "../../../forms/field.ts";
import { referralPaths } from "../paths.ts";
import type { ReferralFound } from "../referral/referral-queries.ts";
import type { TooLate } from "../referral/refusal.ts";

/** What every page that does something to a referral has: whose it is, the way back, the version it was made from. */
export const actPage = (title: string, r: ReferralFound, form: TooLate) => ({
  title,
  about: `${r.carerName}, for ${r.childName}. ${r.programmeName}.`,
  cancelHref: referralPaths.show(r.id),
  version: r.version,
  errors: errorList(form),
  conflict: form.conflict,
  breadcrumbs: [
    { text: "Referrals", href: referralPaths.list() },
    { text: r.reference, href: referralPaths.show(r.id) },
    { text: title },
  ],
});
