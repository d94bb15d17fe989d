import { Temporal } from "temporal-polyfill";
import { addDays, clockTime, type Day, dayOf, weekdayAndDay, ZONE } from "../../../domain/calendar.ts";

const timeOf = (at: Temporal.Instant): string =>
  clockTime(at.toZonedDateTimeISO(ZONE).toPlainTime().toString({ smallestUnit: "minute" }));

function daySaid(day: Day, today: Day): string {
  if (day === today) return "today";
  if (day === addDays(today, 1)) return "tomorrow";
  if (day === addDays(today, -1)) return "yesterday";
  return `on ${weekdayAndDay(day)}`;
}

/** "by 3:20pm today", "by 5pm tomorrow", "by 10am on Monday 9 March 2026". */
export function dueSaid(dueAt: string, now: Temporal.Instant): string {
  const at = Temporal.Instant.from(dueAt);
  return `by ${timeOf(at)} ${daySaid(dayOf(at), dayOf(now))}`;
}
