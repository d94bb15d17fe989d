import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import type { Deps } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import { wrote } from "../../../domain/audit-entry.ts";
import { dayOf } from "../../../domain/calendar.ts";
import { version } from "../../../forms/form.ts";
import { can } from "../../../web/can.ts";
import { factory, page } from "../../../web/factory.ts";
import { id, params } from "../../../web/params.ts";
import { reading } from "../../../web/reading.ts";
import { once, saveOr } from "../../../web/save.ts";
import { findWorker, latestAgreements, listAgreements, listContacts, listNeeds } from "../../families/index.ts";
import { listOffers, listOpenReferralsOf } from "../../offers/index.ts";
import { referralPaths } from "../paths.ts";
import { askedMade, lookAtReferral } from "../referral/asked-routes.ts";
import { listAvailability, listGoals } from "../referral/carried-queries.ts";
import { tooLate } from "../referral/event-queries.ts";
import { ledTo } from "../referral/led-here-queries.ts";
import { type Refusal, submit } from "../referral/referral.ts";
import { findMade, type ReferralFound, recordSubmission } from "../referral/referral-queries.ts";
import { CONTACT_PURPOSES, type ContactPurpose } from "../referral/words.ts";
import { findMissing, isShareAgreed } from "./draft-queries.ts";
import { type Answers, checkAnswersPage, submissionPage } from "./submission-page.ts";

export const submission = factory.createApp();

async function answersOf(db: Deps["db"], actor: Actor, referral: ReferralFound): Promise<Answers> {
  const [needs, contacts] = await Promise.all([
    listNeeds(db, actor, referral.familyId),
    listContacts(db, actor, referral.familyId),
  ]);
  const agreements = latestAgreements(await listAgreements(db, actor, referral.familyId));
  const isAgreed = (purpose: ContactPurpose) =>
    agreements.some(
      (one) =>
        one.personId === referral.carerId &&
        one.purpose === purpose &&
        one.providerId === null &&
        one.answer === "given",
    );
  return {
    worker: await findWorker(db, referral.familyId),
    needs: needs.find((one) => one.personId === referral.carerId),
    availability: await listAvailability(db, referral.carerId),
    goals: await listGoals(db, referral.id),
    isShareAgreed: await isShareAgreed(db, actor, referral),
    ledHere: await ledTo(db, referral),
    contacts: contacts.filter(
      (one) => one.personId === referral.carerId && one.endedOn === null && one.confidential === "no",
    ),
    contact: (Object.keys(CONTACT_PURPOSES) as ContactPurpose[]).filter(isAgreed),
  };
}

submission.get(
  "/:id/check-answers",
  reading("referral:make", { id }, askedMade, lookAtReferral, async (c, referral) => {
    const { deps, actor } = c.var;
    const answers = await answersOf(deps.db, actor, referral);
    const late = referral.state === "draft" ? undefined : await tooLate(deps.db, referral, "not-open");
    return page(
      c,
      "@referrals/draft/check-answers",
      checkAnswersPage(referral, answers, dayOf(c.var.now), [], late),
      late ? 409 : 200,
    );
  }),
);

submission.post("/:id/check-answers", can("referral:make"), params(z.object({ id })), once(), async (c) => {
  const { deps, actor, now } = c.var;
  const referral = await askedMade(c, c.req.valid("param"));
  if (!referral) return c.notFound();
  const answers = await answersOf(deps.db, actor, referral);

  const late = async (refusal: Refusal) => {
    const there = (await findMade(deps.db, actor, referral.id)) ?? referral;
    const problem = await tooLate(deps.db, there, refusal);
    return page(c, "@referrals/draft/check-answers", checkAnswersPage(there, answers, dayOf(now), [], problem), 409);
  };
  const seen = version.safeParse((await c.req.formData()).get("version"));
  const decision = submit(referral, seen.data ?? -1, now);
  if (!decision.ok) return late(decision.error);

  const missing = await findMissing(deps.db, actor, referral);
  if (missing.length > 0)
    return page(c, "@referrals/draft/check-answers", checkAnswersPage(referral, answers, dayOf(now), missing), 422);

  const audit = wrote(actor, "referral", referral.id, { state: "submitted" }, { familyId: referral.familyId });
  const writes = recordSubmission(deps.db, actor, decision.value);
  return saveOr(c, { audit, writes, location: referralPaths.submission(referral.id) }, () => late("changed-since"));
});

submission.get(
  "/:id/submission",
  reading(
    "referral:make",
    { id },
    async (c, asked) => {
      const referral = await askedMade(c, asked);
      if (!referral?.submittedAt) return undefined;
      const { deps, actor } = c.var;
      const [offers, led] = await Promise.all([
        listOffers(deps.db, actor, referral.familyId),
        listOpenReferralsOf(deps.db, referral.familyId),
      ]);
      const without = offers.filter(
        ({ id: one }) => one === referral.offerId || !led.some(({ offerId }) => offerId === one),
      );
      return { ...referral, submittedAt: referral.submittedAt, offers: without };
    },
    (c, referral) => lookAtReferral(c, referral),
    (c, referral) => {
      const submittedOn = dayOf(Temporal.Instant.from(referral.submittedAt));
      return page(c, "@referrals/draft/submission", submissionPage(referral, submittedOn, referral.offers));
    },
  ),
);
