import { Temporal } from "temporal-polyfill";
import { BANK_HOLIDAYS } from "./bank-holidays.ts";
import { addDays, type Day, dayNumber, dayOf, dayText, startsAt, weekdayOfNumber } from "./calendar.ts";

/** On which days of the week (1 is Monday) and from when to when somebody is at work, in London. Never a bank holiday. */
export type WorkingHours = { days: readonly number[]; opens: string; closes: string };

/** Monday to Friday, 9 to 5, where an organisation has set nothing else. A proposal of ours, not yet confirmed (docs/rules/duty.md). */
export const USUAL_HOURS: WorkingHours = { days: [1, 2, 3, 4, 5], opens: "09:00", closes: "17:00" };

const HOLIDAYS = new Set(Object.keys(BANK_HOLIDAYS).map(dayNumber));

const isWorkingNumber = (number: number, { days }: WorkingHours): boolean =>
  days.includes(weekdayOfNumber(number)) && !HOLIDAYS.has(number);

/** Is the service at work on this day? Not on its days off, nor on bank holidays of England and Wales. */
export const isWorkingDay = (day: Day, hours: WorkingHours = USUAL_HOURS): boolean =>
  isWorkingNumber(dayNumber(day), hours);

function nextWorkingNumber(number: number, hours: WorkingHours): number {
  let next = number + 1;
  while (!isWorkingNumber(next, hours)) next += 1;
  return next;
}

/** The first working day after this one. */
export const nextWorkingDay = (day: Day, hours: WorkingHours = USUAL_HOURS): Day =>
  dayText(nextWorkingNumber(dayNumber(day), hours));

/** So many working days on: "acknowledged in 2 working days" of a Friday is Tuesday (docs/rules/service-standards.md). */
export function addWorkingDays(day: Day, count: number): Day {
  let at = dayNumber(day);
  for (let left = count; left > 0; left -= 1) at = nextWorkingNumber(at, USUAL_HOURS);
  return dayText(at);
}

/** The instant at which the next working day ends: what came in on a Friday or at the weekend has until Monday 5pm. */
export const endOfNextWorkingDay = (instant: Temporal.Instant, hours: WorkingHours = USUAL_HOURS): Temporal.Instant =>
  startsAt(nextWorkingDay(dayOf(instant), hours), hours.closes);

const { compare } = Temporal.Instant;
const later = (a: Temporal.Instant, b: Temporal.Instant) => (compare(a, b) > 0 ? a : b);
const earlier = (a: Temporal.Instant, b: Temporal.Instant) => (compare(a, b) < 0 ? a : b);

/** The day on which somebody is, or next will be, at work: at five past five on a Friday that is Monday. */
export function workingDayFrom(instant: Temporal.Instant, hours: WorkingHours = USUAL_HOURS): Day {
  const day = dayOf(instant);
  const isAtWork = isWorkingDay(day, hours) && compare(instant, startsAt(day, hours.closes)) < 0;
  return isAtWork ? day : nextWorkingDay(day, hours);
}

/** So many working hours on. What comes outside working time starts to count when the service next opens. */
export function addWorkingHours(
  instant: Temporal.Instant,
  count: number,
  hours: WorkingHours = USUAL_HOURS,
): Temporal.Instant {
  let day = isWorkingDay(dayOf(instant), hours) ? dayOf(instant) : nextWorkingDay(dayOf(instant), hours);
  let from = later(instant, startsAt(day, hours.opens));
  let left = Temporal.Duration.from({ seconds: Math.round(count * 3600) });
  for (;;) {
    const closes = startsAt(day, hours.closes);
    const due = from.add(left);
    if (compare(due, closes) <= 0) return due;
    if (compare(from, closes) < 0) left = left.subtract(from.until(closes, { largestUnit: "second" }));
    day = nextWorkingDay(day, hours);
    from = startsAt(day, hours.opens);
  }
}

/** How many hours of work one working day has. */
export function hoursOfADay({ opens, closes }: WorkingHours): number {
  const { hours, minutes } = Temporal.PlainTime.from(opens).until(Temporal.PlainTime.from(closes));
  return hours + minutes / 60;
}

/** How many working hours lie between two instants; none where the second is not later. */
export function workingHoursBetween(
  from: Temporal.Instant,
  to: Temporal.Instant,
  hours: WorkingHours = USUAL_HOURS,
): number {
  let seconds = 0;
  for (let day = dayOf(from); day <= dayOf(to); day = addDays(day, 1)) {
    if (!isWorkingDay(day, hours)) continue;
    const start = later(from, startsAt(day, hours.opens));
    const end = earlier(to, startsAt(day, hours.closes));
    if (compare(start, end) < 0) seconds += start.until(end, { largestUnit: "second" }).seconds;
  }
  return seconds / 3600;
}
