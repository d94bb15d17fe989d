import { z } from "zod";
import { listed } from "../../../domain/audit-entry.ts";
import { placeOf } from "../../../domain/paging.ts";
import { can } from "../../../web/can.ts";
import { factory, page } from "../../../web/factory.ts";
import { placeQuery, query } from "../../../web/params.ts";
import { note } from "../../../web/save.ts";
import { type ReferralState, STATES } from "../referral/states.ts";
import { listPage } from "./list-page.ts";
import { listReferrals, REFERRAL_KEY } from "./list-queries.ts";

export const list = factory.createApp();

/** A filter left on "all" comes as an empty text. */
const orAll = <T extends z.ZodType>(schema: T) =>
  z.preprocess((typed) => (typed === "" ? undefined : typed), schema.optional());

const filter = z.object({
  state: orAll(z.enum(Object.keys(STATES) as [ReferralState, ...ReferralState[]])),
  direction: orAll(z.enum(["made", "received"])),
  ...placeQuery.shape,
});

list.get("/", can("referral:read"), query(filter), async (c) => {
  const { deps, actor, now } = c.var;
  const { after, before, ...chosen } = c.req.valid("query");
  const found = await listReferrals(deps.db, actor, chosen, placeOf({ after, before }, REFERRAL_KEY));
  await note(c, listed(actor, "referrals", [...new Set(found.rows.map((row) => row.familyId))]));
  return page(c, "@referrals/list/list", listPage(found, chosen, now));
});
