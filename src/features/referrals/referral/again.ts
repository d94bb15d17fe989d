import { Temporal } from "temporal-polyfill";
import { addMonths, type Day, dayOf } from "../../../domain/calendar.ts";

/** A carer is not sent to the same programme again within this many calendar months without a reason (docs/rules/main-job.md 5). */
export const MONTHS_BETWEEN = 6;

/**
 * Did the last referral of this carer to this programme end less than six calendar months ago? Then a new one needs a reason. On the
 * day that six months are over it no longer does.
 */
export const isSoonAgain = (endedAt: string | undefined, today: Day): boolean =>
  endedAt !== undefined && today < addMonths(dayOf(Temporal.Instant.from(endedAt)), MONTHS_BETWEEN);
