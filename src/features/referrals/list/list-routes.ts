import { z } from "zod";
import { listed } from "../../../domain/audit-entry.ts";
import { can } from "../../../web/can.ts";
import { factory, page } from "../../../web/factory.ts";
import { pageNumber, query } from "../../../web/params.ts";
import { note } from "../../../web/save.ts";
import { type ReferralState, STATES } from "../referral/states.ts";
import { listPage } from "./list-page.ts";
import { listReferrals } from "./list-queries.ts";

export const list = factory.createApp();

/** A filter left on "all" comes as an empty text. */
const orAll = <T extends z.ZodType>(schema: T) =>
  z.preprocess((typed) => (typed === "" ? undefined : typed), schema.optional());

const filter = z.object({
  state: orAll(z.enum(Object.keys(STATES) as [ReferralState, ...ReferralState[]])),
  direction: orAll(z.enum(["made", "received"])),
  page: pageNumber,
});

list.get("/", can("referral:read"), query(filter), async (c) => {
  const { deps, actor, now } = c.var;
  const chosen = c.req.valid("query");
  const rows = await listReferrals(deps.db, actor, chosen);
  await note(c, listed(actor, "referrals", [...new Set(rows.map((row) => row.familyId))]));
  return page(c, "@referrals/list/list", listPage(rows, chosen, now));
});
