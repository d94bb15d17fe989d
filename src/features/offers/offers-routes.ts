import { z } from "zod";
import { Conflict } from "../../db/conflict.ts";
import type { Db } from "../../deps.ts";
import type { Actor } from "../../domain/actor.ts";
import { listed, looked, wrote } from "../../domain/audit-entry.ts";
import { addDays, dayOf, instantText } from "../../domain/calendar.ts";
import { problem, typedValues } from "../../forms/form.ts";
import { measureById } from "../../measures/index.ts";
import { can } from "../../web/can.ts";
import { factory, page } from "../../web/factory.ts";
import { id, listQuery, params, query } from "../../web/params.ts";
import { note, once, save } from "../../web/save.ts";
import { findOwnFamily } from "../families/index.ts";
import { explainedQuestion } from "./explained.ts";
import { isOpen, moveTo, NO_REPLY_DAYS, nextStates } from "./offer.ts";
import { parseOpening, parseReply } from "./offer-form.ts";
import { namesOf, offerPage, openingPage, replyPage } from "./offer-page.ts";
import {
  countWaitingOffers,
  findFeedback,
  findOffer,
  listFamilyOfferEvents,
  listOfferEvents,
  listOffers,
  listReferralsOf,
  listWaitingOffers,
  moveOffer,
  openOffer,
  recordFeedback,
  WAITING_A_PAGE,
} from "./offer-queries.ts";
import { offerPaths } from "./paths.ts";
import { noReplyPage, supportPage } from "./support-page.ts";

/** Mounted under /families. */
export const familyOffers = factory.createApp();

const ofFamily = params(z.object({ familyId: id }));
const given = query(z.object({ carer: id.optional(), support: id.optional() }));

familyOffers.get("/:familyId/offers", can("family:read"), ofFamily, async (c) => {
  const { deps, actor } = c.var;
  const family = await findOwnFamily(deps.db, actor, c.req.valid("param").familyId);
  if (!family) return c.notFound();
  await note(c, looked(actor, "offers", family.id, family.id));
  const offers = await listOffers(deps.db, actor, family.id);
  const events = await listFamilyOfferEvents(deps.db, actor, family.id);
  return page(c, "@offers/support", supportPage({ family, offers, events }));
});

familyOffers.get("/:familyId/offers/new", can("offer:write"), ofFamily, given, async (c) => {
  const { deps, actor, now } = c.var;
  const family = await findOwnFamily(deps.db, actor, c.req.valid("param").familyId);
  if (!family) return c.notFound();
  await note(c, looked(actor, "family", family.id, family.id));
  return page(c, "@offers/opening", openingPage(family, c.req.valid("query"), dayOf(now)));
});

familyOffers.post("/:familyId/offers/new", can("offer:write"), ofFamily, once(), async (c) => {
  const { deps, actor, now } = c.var;
  const family = await findOwnFamily(deps.db, actor, c.req.valid("param").familyId);
  if (!family) return c.notFound();
  const data = await c.req.formData();
  const people = { carers: namesOf(family.carers), children: namesOf(family.children) };
  const form = parseOpening(data, people, dayOf(now));
  if (!form.ok) return page(c, "@offers/opening", openingPage(family, {}, dayOf(now), form.error), 422);
  const { carerId, childId, support } = form.value;
  const open = (await listOffers(deps.db, actor, family.id)).find(
    (offer) => isOpen(offer) && offer.carerId === carerId && offer.support === support && offer.childId === childId,
  );
  if (open) {
    const already = problem(typedValues(data), "support", "This is open already: record what happened next to it");
    return page(c, "@offers/opening", openingPage(family, {}, dayOf(now), already), 409);
  }
  const offer = { ...form.value, id: deps.newId(), familyId: family.id, decisionId: null, at: instantText(now) };
  const audit = wrote(actor, "offer", offer.id, { state: offer.state, support }, { familyId: family.id });
  return save(c, audit, openOffer(deps.db, actor, offer), `${offerPaths.list(family.id)}?did=opened`);
});

/** Mounted at /offers. */
export const offers = factory.createApp();

const one = params(z.object({ id }));

const explained = () => explainedQuestion(measureById("feedback"));

/** What may be asked of a carer who declines: once for an offer, so null where it was answered before. */
const stillAsked = async (db: Db, actor: Actor, offerId: string) =>
  (await findFeedback(db, actor, offerId)) ? null : explained();

offers.get("/no-reply", can("offer:write"), query(listQuery), async (c) => {
  const { deps, actor, now } = c.var;
  const asked = c.req.valid("query");
  const since = addDays(dayOf(now), -NO_REPLY_DAYS);
  const count = await countWaitingOffers(deps.db, actor, since);
  const rows = await listWaitingOffers(deps.db, actor, since, asked.page);
  await note(c, listed(actor, "offers", [...new Set(rows.map(({ familyId }) => familyId))]));
  const pages = Math.max(1, Math.ceil(count / WAITING_A_PAGE));
  return page(c, "@offers/no-reply", noReplyPage({ offers: rows, count, page: asked.page, pages }, dayOf(now)));
});

offers.get("/:id", can("family:read"), one, async (c) => {
  const { deps, actor } = c.var;
  const offer = await findOffer(deps.db, actor, c.req.valid("param").id);
  const family = offer && (await findOwnFamily(deps.db, actor, offer.familyId));
  if (!offer || !family) return c.notFound();
  await note(c, looked(actor, "offer", offer.id, family.id));
  const [events, said, referrals] = await Promise.all([
    listOfferEvents(deps.db, actor, offer.id),
    findFeedback(deps.db, actor, offer.id),
    listReferralsOf(deps.db, offer.id),
  ]);
  return page(c, "@offers/show", offerPage(offer, family, events, { question: explained(), said }, referrals));
});

offers.get("/:id/reply", can("offer:write"), one, async (c) => {
  const { deps, actor, now } = c.var;
  const offer = await findOffer(deps.db, actor, c.req.valid("param").id);
  const family = offer && (await findOwnFamily(deps.db, actor, offer.familyId));
  if (!offer || !family) return c.notFound();
  await note(c, looked(actor, "offer", offer.id, family.id));
  return page(c, "@offers/reply", replyPage(offer, family, dayOf(now), await stillAsked(deps.db, actor, offer.id)));
});

offers.post("/:id/reply", can("offer:write"), one, once(), async (c) => {
  const { deps, actor, now } = c.var;
  const offer = await findOffer(deps.db, actor, c.req.valid("param").id);
  const family = offer && (await findOwnFamily(deps.db, actor, offer.familyId));
  if (!offer || !family) return c.notFound();
  const today = dayOf(now);
  const data = await c.req.formData();
  const events = await listOfferEvents(deps.db, actor, offer.id);
  const question = await stillAsked(deps.db, actor, offer.id);
  const seen = String(data.get("version"));
  if (/^\d{1,9}$/.test(seen) && Number(seen) !== offer.version) {
    const stale = problem(typedValues(data), "form", "Somebody recorded something here while you had it open");
    return page(c, "@offers/reply", replyPage(offer, family, today, question, stale, events), 409);
  }
  const form = parseReply(data, nextStates(offer.state), events.at(-1)!.onDay, today, question?.codes ?? {});
  if (!form.ok) return page(c, "@offers/reply", replyPage(offer, family, today, question, form.error), 422);
  const { move, explained: value } = form.value;
  const moved = moveTo(offer, move, instantText(now));
  if (!moved.ok) throw new Conflict("stale", "offer");
  const fields = { state: moved.value.state, ...(value === null ? {} : { explained: value }) };
  const audit = wrote(actor, "offer", offer.id, fields, { familyId: family.id });
  const said = value === null ? [] : [recordFeedback(deps.db, actor, offer.id, { value, at: instantText(now) })];
  const writes = [...moveOffer(deps.db, actor, moved.value), ...said];
  return save(c, audit, writes, `${offerPaths.show(offer.id)}?did=moved`);
});
