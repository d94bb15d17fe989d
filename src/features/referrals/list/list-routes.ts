import { z } from "zod";
import { listed } from "../../../domain/audit-entry.ts";
import { dayOf } from "../../../domain/calendar.ts";
import { placeOf } from "../../../domain/paging.ts";
import { listChanged } from "../../../tells/news-queries.ts";
import { type AppContext, factory, page } from "../../../web/factory.ts";
import { placeQuery } from "../../../web/params.ts";
import { reading } from "../../../web/reading.ts";
import { type ReferralState, STATES } from "../referral/states.ts";
import { listExplained } from "./explained-queries.ts";
import { latePage } from "./late-page.ts";
import { listPage } from "./list-page.ts";
import { listReferrals, REFERRAL_KEY } from "./list-queries.ts";

export const list = factory.createApp();

/** A filter left on "all" comes as an empty text. */
const orAll = <T extends z.ZodType>(schema: T) =>
  z.preprocess((typed) => (typed === "" ? undefined : typed), schema.optional());

const filter = {
  state: orAll(z.enum(Object.keys(STATES) as [ReferralState, ...ReferralState[]])),
  direction: orAll(z.enum(["made", "received"])),
  ...placeQuery.shape,
};

list.get(
  "/",
  reading(
    "referral:read",
    {},
    async (c, { after, before, ...chosen }) => {
      const place = placeOf({ after, before }, REFERRAL_KEY);
      const [found, changed] = await Promise.all([
        listReferrals(c.var.deps.db, c.var.actor, chosen, place),
        listChanged(c.var.deps.db, c.var.actor, dayOf(c.var.now)),
      ]);
      return { chosen, found, changed: changed.referrals };
    },
    (c, { found }) => listed(c.var.actor, "referrals", [...new Set(found.rows.map((row) => row.familyId))]),
    (c, { found, chosen, changed }) => page(c, "@referrals/list/list", listPage(found, chosen, c.var.now, changed)),
    filter,
  ),
);

/** What is late, with what was said about why. */
const explained = (c: AppContext) => listExplained(c.var.deps.db, c.var.actor, dayOf(c.var.now));

list.get(
  "/late",
  reading(
    "referral:read",
    {},
    async (c, { why }) => ({ why, late: await explained(c) }),
    (c, { late }) => listed(c.var.actor, "referrals", [...new Set(late.map(({ familyId }) => familyId))]),
    (c, { late, why }) => page(c, "@referrals/list/late", latePage(late, dayOf(c.var.now), why)),
    { why: z.enum(["any", "missing"]).default("any").catch("any") },
  ),
);
