import type { Db } from "../../deps.ts";
import type { Actor } from "../../domain/actor.ts";
import { listed, looked, wrote } from "../../domain/audit-entry.ts";
import { addDays, dayOf, instantText } from "../../domain/calendar.ts";
import { placeOf } from "../../domain/paging.ts";
import { err, ok } from "../../domain/result.ts";
import { onFileNow } from "../../forms/both-texts.ts";
import { feedbackMeasure } from "../../measures/index.ts";
import { act, CHANGED_SINCE } from "../../web/act.ts";
import { type AppContext, factory, page } from "../../web/factory.ts";
import { id, placeQuery } from "../../web/params.ts";
import { reading } from "../../web/reading.ts";
import { findOwnFamily } from "../families/index.ts";
import { explainedQuestion } from "./explained.ts";
import { listReferralsOf } from "./led-to-queries.ts";
import { isOpen, moveTo, NO_REPLY_DAYS, nextStates, type Offer } from "./offer.ts";
import { parseOpening, parseReply } from "./offer-form.ts";
import { namesOf, offerPage, openingPage, replyPage, whatHappened } from "./offer-page.ts";
import {
  countWaitingOffers,
  findFeedback,
  findOffer,
  listFamilyOfferEvents,
  listOfferEvents,
  listOffers,
  listWaitingOffers,
  moveOffer,
  openOffer,
  recordFeedback,
  WAITING_KEY,
} from "./offer-queries.ts";
import { offerPaths } from "./paths.ts";
import { noReplyPage, supportPage } from "./support-page.ts";

/** Mounted under /families. */
export const familyOffers = factory.createApp();

const ownFamily = (c: AppContext, { familyId }: { familyId: string }) =>
  findOwnFamily(c.var.deps.db, c.var.actor, familyId);

familyOffers.get(
  "/:familyId/offers",
  reading(
    "family:read",
    { familyId: id },
    ownFamily,
    (c, family) => looked(c.var.actor, "offers", family.id, family.id),
    async (c, family) => {
      const { deps, actor } = c.var;
      const offers = await listOffers(deps.db, actor, family.id);
      const events = await listFamilyOfferEvents(deps.db, actor, family.id);
      return page(c, "@offers/support", supportPage({ family, offers, events }));
    },
  ),
);

act(familyOffers, {
  path: "/:familyId/offers/new",
  permission: "offer:write",
  params: { familyId: id },
  find: ownFamily,
  look: (c, family) => looked(c.var.actor, "family", family.id, family.id),
  parse: (data, family, c) => {
    const people = { carers: namesOf(family.carers), children: namesOf(family.children) };
    return parseOpening(data, people, dayOf(c.var.now));
  },
  decide: async (typed, family, c) => {
    const { deps, actor, now } = c.var;
    const isTheSame = (offer: Offer) =>
      offer.carerId === typed.carerId && offer.support === typed.support && offer.childId === typed.childId;
    const already = (await listOffers(deps.db, actor, family.id)).some((offer) => isOpen(offer) && isTheSame(offer));
    return already
      ? err({ field: "support", text: "This is open already: record what happened next to it" })
      : ok({ ...typed, id: deps.newId(), familyId: family.id, decisionId: null, at: instantText(now) });
  },
  page: (family, form, c) => [
    "@offers/opening",
    openingPage(family, { carer: c.req.query("carer"), support: c.req.query("support") }, dayOf(c.var.now), form),
  ],
  tells: "its-step",
  audit: (offer, family, c) =>
    wrote(c.var.actor, "offer", offer.id, { state: offer.state, support: offer.support }, { familyId: family.id }),
  writes: (offer, _, c) => openOffer(c.var.deps.db, c.var.actor, offer),
  did: (_, family) => `${offerPaths.list(family.id)}?did=opened`,
});

/** Mounted at /offers. */
export const offers = factory.createApp();

const explained = () => explainedQuestion(feedbackMeasure());

/** What may be asked of a carer who declines: once for an offer, so null where it was answered before. */
const stillAsked = async (db: Db, actor: Actor, offerId: string) =>
  (await findFeedback(db, actor, offerId)) ? null : explained();

offers.get(
  "/no-reply",
  reading(
    "offer:write",
    {},
    async (c, asked) => {
      const { deps, actor, now } = c.var;
      const since = addDays(dayOf(now), -NO_REPLY_DAYS);
      const [count, found] = await Promise.all([
        countWaitingOffers(deps.db, actor, since),
        listWaitingOffers(deps.db, actor, since, placeOf(asked, WAITING_KEY)),
      ]);
      return { count, found };
    },
    (c, { found }) => listed(c.var.actor, "offers", [...new Set(found.rows.map(({ familyId }) => familyId))]),
    (c, { count, found }) => page(c, "@offers/no-reply", noReplyPage(found, count, dayOf(c.var.now))),
    placeQuery.shape,
  ),
);

async function offerFound(c: AppContext, asked: { id: string }) {
  const { deps, actor } = c.var;
  const offer = await findOffer(deps.db, actor, asked.id);
  const family = offer && (await findOwnFamily(deps.db, actor, offer.familyId));
  return offer && family && { offer, family };
}

type Found = NonNullable<Awaited<ReturnType<typeof offerFound>>>;

const look = (c: AppContext, { offer, family }: Found) => looked(c.var.actor, "offer", offer.id, family.id);

offers.get(
  "/:id",
  reading("family:read", { id }, offerFound, look, async (c, { offer, family }) => {
    const { deps, actor } = c.var;
    const [events, said, referrals] = await Promise.all([
      listOfferEvents(deps.db, actor, offer.id),
      findFeedback(deps.db, actor, offer.id),
      listReferralsOf(deps.db, offer.id),
    ]);
    return page(c, "@offers/show", offerPage(offer, family, events, { question: explained(), said }, referrals));
  }),
);

act(offers, {
  path: "/:id/reply",
  permission: "offer:write",
  params: { id },
  find: async (c, asked) => {
    const found = await offerFound(c, asked);
    if (!found) return undefined;
    const { deps, actor } = c.var;
    const events = await listOfferEvents(deps.db, actor, found.offer.id);
    return { ...found, events, question: await stillAsked(deps.db, actor, found.offer.id) };
  },
  look,
  tooLate: (data, { offer }) => {
    const seen = String(data.get("version"));
    return /^\d{1,9}$/.test(seen) && Number(seen) !== offer.version
      ? { text: "Something was recorded here while you had it open" }
      : undefined;
  },
  parse: (data, { offer, events, question }, c) =>
    parseReply(data, nextStates(offer.state), events.at(-1)!.onDay, dayOf(c.var.now), question?.codes ?? {}),
  decide: ({ move, explained: value }, { offer }, c) => {
    const moved = moveTo(offer, move, instantText(c.var.now));
    return moved.ok ? ok({ moved: moved.value, value }) : err(CHANGED_SINCE);
  },
  page: ({ offer, family, question }, form, c) => [
    "@offers/reply",
    replyPage(offer, family, dayOf(c.var.now), question, form),
  ],
  tells: "its-step",
  audit: ({ moved, value }, { offer, family }, c) => {
    const fields = { state: moved.state, ...(value === null ? {} : { explained: value }) };
    return wrote(c.var.actor, "offer", offer.id, fields, { familyId: family.id });
  },
  writes: ({ moved, value }, { offer }, c) => {
    const { deps, actor, now } = c.var;
    const said = value === null ? [] : [recordFeedback(deps.db, actor, offer.id, { value, at: instantText(now) })];
    return [...moveOffer(deps.db, actor, moved), ...said];
  },
  did: (_, { offer }) => `${offerPaths.show(offer.id)}?did=moved`,
  conflict: (_, { events }) => onFileNow("Something was recorded here while you had it open.", whatHappened(events)),
});
