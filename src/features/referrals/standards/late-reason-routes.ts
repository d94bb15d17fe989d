import { wrote } from "../../../domain/audit-entry.ts";
import { dayOf, instantText } from "../../../domain/calendar.ts";
import { err, ok } from "../../../domain/result.ts";
import { act, CHANGED_SINCE, type Refusal } from "../../../web/act.ts";
import { type AppContext, factory } from "../../../web/factory.ts";
import { id } from "../../../web/params.ts";
import { listContactsAbout } from "../contact/contact-queries.ts";
import { referralPaths } from "../paths.ts";
import { askedReferral, lookAtReferral } from "../referral/asked-routes.ts";
import { listHolds } from "../referral/carried-queries.ts";
import { clockOf, lateWith } from "../referral/clock.ts";
import { listEvents } from "../referral/event-queries.ts";
import type { Standard } from "./late-reason.ts";
import { parseLateReason } from "./late-reason-form.ts";
import { lateReasonPage, saidAlready } from "./late-reason-page.ts";
import { keepLateReason, lateReasonsOf } from "./late-reason-queries.ts";

/** Mounted at /referrals: why one is late by a service standard. */
export const lateReasons = factory.createApp();

async function find(c: AppContext, asked: { id: string }) {
  const { db } = c.var.deps;
  const referral = await askedReferral(c, asked);
  if (!referral) return undefined;
  const [events, holds, contacts, said] = await Promise.all([
    listEvents(db, referral.id),
    listHolds(db, referral.carerId),
    listContactsAbout(db, referral.id),
    lateReasonsOf(db, [referral.id]),
  ]);
  const today = dayOf(c.var.now);
  const clock = clockOf(events, holds, today, contacts);
  return { ...referral, late: clock ? lateWith(clock, today) : [], said: said.get(referral.id) };
}

type Found = NonNullable<Awaited<ReturnType<typeof find>>>;

/** What was said once may be corrected, when it is not late any more, too. */
const barred = ({ late, said }: Found): Refusal | undefined =>
  late.length === 0 && !said ? { text: "This referral is not late, so there is nothing to say" } : undefined;

const standardsOf = ({ late, said }: Found): Standard[] => [
  ...new Set([...(said?.standards ?? []), ...late.map(({ what }) => what)]),
];

act(lateReasons, {
  path: "/:id/late-reason",
  permission: "referral:read",
  params: { id },
  find,
  look: lookAtReferral,
  barred: (_, found) => barred(found),
  tooLate: (_, found) => barred(found),
  parse: parseLateReason,
  decide: (typed, { said }) => (typed.version === (said?.turn ?? 0) ? ok(typed) : err(CHANGED_SINCE)),
  page: (found, form) => ["@forms/form", lateReasonPage(found, form)],
  tells: (_, { id: referralId }) => ({ verb: "late.explained", about: { referralId } }),
  audit: ({ reason, note }, { id: referralId, familyId }, c) =>
    wrote(c.var.actor, "late_reason", referralId, { reason, note }, { familyId }),
  writes: ({ reason, note, version }, found, c) =>
    keepLateReason(
      c.var.deps.db,
      { by: c.var.actor.userId, at: instantText(c.var.now) },
      { referralId: found.id, turn: version + 1, reason, note, standards: standardsOf(found) },
    ),
  did: (_, { id: referralId }) => `${referralPaths.show(referralId)}?did=said-why`,
  conflict: (_, found) => saidAlready(found),
});
