import { looked, wrote } from "../../domain/audit-entry.ts";
import { dayOf, instantText } from "../../domain/calendar.ts";
import { err, ok } from "../../domain/result.ts";
import { SUPPORTS } from "../../domain/support.ts";
import { act } from "../../web/act.ts";
import { factory } from "../../web/factory.ts";
import { id } from "../../web/params.ts";
import { findOwnFamily } from "../families/index.ts";
import { isOpen } from "./offer.ts";
import { namesOf } from "./offer-page.ts";
import { listOffers, openOffer } from "./offer-queries.ts";
import { offerPaths } from "./paths.ts";
import { parseTelling, stateField } from "./telling-form.ts";
import { tellingPage } from "./telling-page.ts";

/** Mounted under /families. */
export const telling = factory.createApp();

act(telling, {
  path: "/:familyId/offers/telling",
  permission: "offer:write",
  params: { familyId: id },
  find: async (c, { familyId }) => {
    const family = await findOwnFamily(c.var.deps.db, c.var.actor, familyId);
    return family && { family, offers: await listOffers(c.var.deps.db, c.var.actor, family.id) };
  },
  look: (c, { family }) => looked(c.var.actor, "offers", family.id, family.id),
  parse: (data, { family }, c) =>
    parseTelling(data, { carers: namesOf(family.carers), children: namesOf(family.children) }, dayOf(c.var.now)),
  decide: (typed, { offers }, c) => {
    const open = typed.told.find(({ support, childId }) =>
      offers.some(
        (offer) =>
          isOpen(offer) && offer.carerId === typed.carerId && offer.support === support && offer.childId === childId,
      ),
    );
    if (open)
      return err({
        field: stateField(open.support),
        text: `${SUPPORTS[open.support]} is open already for this carer: record what happened next to it`,
      });
    return ok({ ...typed, told: typed.told.map((one) => ({ ...one, id: c.var.deps.newId() })) });
  },
  page: (found, form, c) => ["@offers/telling", tellingPage(found, c.req.query("carer"), dayOf(c.var.now), form)],
  tells: "its-step",
  audit: ({ told }, { family }, c) => {
    const fields = Object.fromEntries(told.map(({ support, state }) => [support, state]));
    return wrote(c.var.actor, "offers_told", family.id, fields, { familyId: family.id });
  },
  writes: ({ carerId, onDay, told }, { family }, c) => {
    const { deps, actor, now } = c.var;
    const all = { familyId: family.id, carerId, onDay, decisionId: null, note: null, at: instantText(now) };
    return told.flatMap((one) => openOffer(deps.db, actor, { ...all, ...one }));
  },
  did: (_, { family }) => `${offerPaths.list(family.id)}?did=opened`,
});
