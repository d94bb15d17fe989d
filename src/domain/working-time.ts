import { Temporal } from "temporal-polyfill";
import { BANK_HOLIDAYS } from "./bank-holidays.ts";
import { addDays, type Day, dayOf, startsAt } from "./calendar.ts";

/** The hours that a service standard counts, in London: Monday to Friday, not on bank holidays. A proposal of ours. */
export const OPENS = "09:00";
export const CLOSES = "17:00";

const SATURDAY = 6;

/** Is the service at work on this day? Not at weekends, nor on bank holidays of England and Wales. */
export const isWorkingDay = (day: Day): boolean =>
  Temporal.PlainDate.from(day).dayOfWeek < SATURDAY && !Object.hasOwn(BANK_HOLIDAYS, day);

/** The first working day after this one. */
export function nextWorkingDay(day: Day): Day {
  const next = addDays(day, 1);
  return isWorkingDay(next) ? next : nextWorkingDay(next);
}

/** So many working days on: "acknowledged in 2 working days" of a Friday is Tuesday (docs/rules/service-standards.md). */
export function addWorkingDays(day: Day, count: number): Day {
  let at = day;
  for (let left = count; left > 0; left -= 1) at = nextWorkingDay(at);
  return at;
}

/** The instant at which the next working day ends: what came in on a Friday or at the weekend has until Monday 5pm. */
export const endOfNextWorkingDay = (instant: Temporal.Instant): Temporal.Instant =>
  startsAt(nextWorkingDay(dayOf(instant)), CLOSES);

const later = (a: Temporal.Instant, b: Temporal.Instant) => (Temporal.Instant.compare(a, b) > 0 ? a : b);

/** So many working hours on. What comes outside working time starts to count when the service next opens. */
export function addWorkingHours(instant: Temporal.Instant, hours: number): Temporal.Instant {
  let day = isWorkingDay(dayOf(instant)) ? dayOf(instant) : nextWorkingDay(dayOf(instant));
  let from = later(instant, startsAt(day, OPENS));
  let left = Temporal.Duration.from({ seconds: Math.round(hours * 3600) });
  for (;;) {
    const closes = startsAt(day, CLOSES);
    const due = from.add(left);
    if (Temporal.Instant.compare(due, closes) <= 0) return due;
    if (Temporal.Instant.compare(from, closes) < 0) left = left.subtract(from.until(closes, { largestUnit: "second" }));
    day = nextWorkingDay(day);
    from = startsAt(day, OPENS);
  }
}
