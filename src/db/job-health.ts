import { Temporal } from "temporal-polyfill";
import type { Db } from "../deps.ts";

/** A job is late when it was not done three times in a row; the shortest there is, the timer's own five minutes, after 16. */
const TIMES = 3;
const SLACK_MINUTES = 1;

export type TimerHealth = { timer: "well" | "late" | "not yet run"; late: string[] };

/** "well", "late" with the names of the jobs that are, or "not yet run" where no timer has gone off on this database. */
export async function jobHealth(db: Db, now: Temporal.Instant): Promise<TimerHealth> {
  const rows = await db
    .selectFrom("job_run")
    .select(["name", "every_minutes", "known_at", "last_ok"])
    .orderBy("name")
    .execute();
  if (rows.length === 0) return { timer: "not yet run", late: [] };
  const late = rows.filter(({ every_minutes, known_at, last_ok }) => {
    const since = Temporal.Instant.from(last_ok ?? known_at);
    return Temporal.Instant.compare(since.add({ minutes: TIMES * every_minutes + SLACK_MINUTES }), now) < 0;
  });
  return { timer: late.length > 0 ? "late" : "well", late: late.map(({ name }) => name) };
}
