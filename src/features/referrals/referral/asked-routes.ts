import { looked } from "../../../domain/audit-entry.ts";
import type { AppContext } from "../../../web/factory.ts";
import { findMade, findReferral, type ReferralFound } from "./referral-queries.ts";

type Asked = { id: string };

/** The referral that an address names, for either side of it. */
export const askedReferral = (c: AppContext, { id }: Asked) => findReferral(c.var.deps.db, c.var.actor, id);

/** The referral that an address names, for the side that made it. */
export const askedMade = (c: AppContext, { id }: Asked) => findMade(c.var.deps.db, c.var.actor, id);

/** What the trail keeps of a page about a referral. */
export const lookAtReferral = (c: AppContext, referral: ReferralFound) =>
  looked(c.var.actor, "referral", referral.id, referral.familyId);
