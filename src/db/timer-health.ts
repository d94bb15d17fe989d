import { Temporal } from "temporal-polyfill";
import type { Db } from "../deps.ts";

/** How often the timer goes off, in minutes, on both hosts (`crons` of wrangler.toml says the same). */
export const EVERY_MINUTES = 5;

/** The timer is late when its chores were not done three times in a row. */
const LATE_MINUTES = 3 * EVERY_MINUTES + 1;

/** "well", "late", or "not yet run" where no timer has gone off on this database. */
export async function timerHealth(db: Db, now: Temporal.Instant): Promise<"well" | "late" | "not yet run"> {
  const row = await db.selectFrom("timer_run").select("at").executeTakeFirst();
  if (!row) return "not yet run";
  const latest = now.subtract({ minutes: LATE_MINUTES });
  return Temporal.Instant.compare(Temporal.Instant.from(row.at), latest) < 0 ? "late" : "well";
}
