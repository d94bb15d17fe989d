import { z } from "zod";
import { listed, looked } from "../../../domain/audit-entry.ts";
import { placeOf } from "../../../domain/paging.ts";
import type { ActForm } from "../../../web/act.ts";
import { type AppContext, factory, page } from "../../../web/factory.ts";
import { id, placeQuery } from "../../../web/params.ts";
import { reading } from "../../../web/reading.ts";
import { cardsOfFamily } from "../../families/index.ts";
import type { Concern } from "../concern/concern.ts";
import { formOf, listConcernEvents, listCorrections, listTold } from "../concern/concern-log-queries.ts";
import { CONCERN_KEY, countConcerns, findConcern, listConcerns, SHOWN } from "../concern/concern-queries.ts";
import { concernsPage } from "./concern-list-page.ts";
import { concernPage, type ShownConcern } from "./concern-page.ts";
import { formHref } from "./source-link.ts";

/** Mounted at /concerns: the list and the page of each. */
export const concerns = factory.createApp();

const listing = {
  ...placeQuery.shape,
  show: z.enum(SHOWN).default("open"),
  did: z.string().max(50).optional(),
};

concerns.get(
  "/",
  reading(
    "concern:read",
    {},
    async (c, { show, ...place }) => {
      const { deps, actor } = c.var;
      const [count, found] = await Promise.all([
        countConcerns(deps.db, actor, show),
        listConcerns(deps.db, actor, show, placeOf(place, CONCERN_KEY)),
      ]);
      return { show, count, found };
    },
    (c, { found }) => listed(c.var.actor, "concerns", [...new Set(found.rows.map(({ familyId }) => familyId))]),
    (c, { show, count, found }) => page(c, "@concerns/list", concernsPage(found, count, show, c.var.now)),
    listing,
  ),
);

/** A concern that the one who asks may look at. */
export const askedConcern = (c: AppContext, asked: { id: string }) => findConcern(c.var.deps.db, c.var.actor, asked.id);

export const lookAtConcern = (c: AppContext, concern: Concern) =>
  looked(c.var.actor, "concern", concern.id, concern.familyId);

async function shownOf(c: AppContext, concern: Concern): Promise<ShownConcern> {
  const { deps, actor } = c.var;
  const [events, told, corrections, form] = await Promise.all([
    listConcernEvents(deps.db, concern),
    listTold(deps.db, concern),
    listCorrections(deps.db, concern),
    formOf(deps.db, concern),
  ]);
  return { concern, events, told, corrections, formHref: formHref(actor, concern.source, form) };
}

/** The page of a concern, also where an act of its own is refused. */
export const showing = async (c: AppContext, concern: Concern, form?: ActForm) => {
  const [shown, reach] = await Promise.all([shownOf(c, concern), cardsOfFamily(c, concern.familyId)]);
  return ["@concerns/show", { ...concernPage(shown, c.var.now, form), reach }] as const;
};

concerns.get(
  "/:id",
  reading("concern:read", { id }, askedConcern, lookAtConcern, async (c, concern) =>
    page(c, ...(await showing(c, concern))),
  ),
);
