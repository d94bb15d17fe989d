import { looked, wrote } from "../../../domain/audit-entry.ts";
import { type Day, dayOf, instantText, startsAt } from "../../../domain/calendar.ts";
import { ok } from "../../../domain/result.ts";
import { act, type Refusal } from "../../../web/act.ts";
import { type AppContext, factory } from "../../../web/factory.ts";
import { id } from "../../../web/params.ts";
import { recordContactAbout } from "../contact/contact-queries.ts";
import { referralPaths } from "../paths.ts";
import { findReceived, type ReferralFound } from "../referral/referral-queries.ts";
import { refusalText } from "../referral/refusal.ts";
import { BEFORE_START } from "../referral/states.ts";
import { parseContact } from "./contact-form.ts";
import { contactPage } from "./contact-page.ts";

export const contactAbout = factory.createApp();

/** The instant of a try: now for today, the middle of a day that is over. */
const instantOn = (day: Day, c: AppContext) =>
  instantText(day === dayOf(c.var.now) ? c.var.now : startsAt(day, "12:00"));

/** Is it for this provider to reach the carer now? Not once the course has begun or ended, nor without the agreement to share. */
function barred(referral: ReferralFound): Refusal | undefined {
  if (!BEFORE_START.includes(referral.state)) return { text: refusalText("not-open", referral.state) };
  return referral.isSharingAgreed === 0 ? { text: refusalText("not-shared", referral.state) } : undefined;
}

act(contactAbout, {
  path: "/:id/contact",
  permission: "referral:answer",
  params: { id },
  find: (c, asked) => findReceived(c.var.deps.db, c.var.actor, asked.id),
  look: (c, referral) => looked(c.var.actor, "referral", referral.id, referral.familyId),
  barred: (_, referral) => barred(referral),
  tooLate: (_, referral) => barred(referral),
  parse: (data, referral, c) => parseContact(data, referral.submittedAt ?? "", dayOf(c.var.now)),
  decide: (typed, _, c) => ok({ ...typed, id: c.var.deps.newId(), at: instantOn(typed.onDay, c) }),
  page: (referral, form, c) => ["@referrals/acts/contact", contactPage(referral, dayOf(c.var.now), form)],
  tells: ({ outcome }, referral) => ({
    verb: outcome === "spoke" ? "carer.reached" : "carer.tried",
    about: { referralId: referral.id },
  }),
  audit: ({ outcome, how }, referral, c) =>
    wrote(c.var.actor, "referral_contact", referral.id, { outcome, how }, { familyId: referral.familyId }),
  writes: (contact, referral, c) => recordContactAbout(c.var.deps.db, c.var.actor, referral, contact),
  did: (_, referral) => `${referralPaths.show(referral.id)}?did=contacted`,
});
