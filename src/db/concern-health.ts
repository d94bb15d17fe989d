import type { Temporal } from "temporal-polyfill";
import type { Db } from "../deps.ts";
import { instantText } from "../domain/calendar.ts";

/** Three rounds of the timer, and some slack: what was to be moved on before that could not be. */
const LATE_MINUTES = 16;

/** "well", or "waiting" where a concern was to reach somebody and has not: there is nobody to tell, or the timer stands still (docs/rules/concerns.md). */
export async function concernHealth(db: Db, now: Temporal.Instant): Promise<"well" | "waiting"> {
  const before = instantText(now.subtract({ minutes: LATE_MINUTES }));
  const waiting = db.selectFrom("concern").where("next_at", "is not", null).select("id").limit(1);
  const [unheard, late] = await Promise.all([
    waiting.where("unheard_at", "is not", null).executeTakeFirst(),
    waiting.where("unheard_at", "is", null).where("next_at", "<", before).executeTakeFirst(),
  ]);
  return unheard === undefined && late === undefined ? "well" : "waiting";
}
