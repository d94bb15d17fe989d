import { Temporal } from "temporal-polyfill";

/** Everything civil in this product happens in one zone: a session, a due day, "today" (product.md, Windows). */
export const ZONE = "Europe/London";

export type Day = string;

/** An instant as stored: UTC with always three decimals, so that text order is time order. */
export const instantText = (instant: Temporal.Instant): string => new Date(instant.epochMilliseconds).toISOString();

const HOUR = 3_600_000;
let latest: { hour: number; day: Day } | undefined;

/**
 * The London day that an instant falls on, as YYYY-MM-DD. 23:30 in summer is still the same day (E9). London keeps whole
 * hours from UTC, so a day begins on an hour, and the answer for the hour asked about last is kept: every request asks.
 */
export function dayOf(instant: Temporal.Instant): Day {
  const hour = Math.floor(instant.epochMilliseconds / HOUR);
  if (latest?.hour !== hour) latest = { hour, day: instant.toZonedDateTimeISO(ZONE).toPlainDate().toString() };
  return latest.day;
}

export const addDays = (day: Day, days: number): Day => Temporal.PlainDate.from(day).add({ days }).toString();

/** Calendar months: 31 January and one month is the last day of February (E10). */
export const addMonths = (day: Day, months: number): Day => Temporal.PlainDate.from(day).add({ months }).toString();

/** Days from one day to another; negative when the second is earlier. */
export const daysBetween = (from: Day, to: Day): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: "day" }).days;

/** Age in whole years on a day, changing on the birthday; somebody born on 29 February has it on 1 March in other years. */
export function ageOn(birth: Day, day: Day): number {
  const born = Temporal.PlainDate.from(birth);
  const at = Temporal.PlainDate.from(day);
  const years = at.year - born.year;
  const before = at.month < born.month || (at.month === born.month && at.day < born.day);
  return before ? years - 1 : years;
}

/** A local day and time in London as an instant. A time that does not exist moves on by the hour; one that comes twice is the first. */
export function startsAt(day: Day, time: string): Temporal.Instant {
  return Temporal.PlainDateTime.from(`${day}T${time}`)
    .toZonedDateTime(ZONE, { disambiguation: "compatible" })
    .toInstant();
}

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** "3 March 2026". */
export function longDay(day: Day): string {
  const [year, month, date] = day.split("-").map(Number);
  return `${date} ${MONTHS[month! - 1]} ${year}`;
}

/** "Tuesday 3 March 2026". */
export const weekdayAndDay = (day: Day): string =>
  `${WEEKDAYS[Temporal.PlainDate.from(day).dayOfWeek - 1]} ${longDay(day)}`;

export const weekdayName = (dayOfWeek: number): string => WEEKDAYS[dayOfWeek - 1] ?? "";

/** "9:30am", "midday", from "09:30". */
export function clockTime(time: string): string {
  const [hour, minute] = time.split(":").map(Number) as [number, number];
  if (hour === 12 && minute === 0) return "midday";
  if (hour === 0 && minute === 0) return "midnight";
  const shown = hour % 12 === 0 ? 12 : hour % 12;
  return `${shown}${minute === 0 ? "" : `:${String(minute).padStart(2, "0")}`}${hour < 12 ? "am" : "pm"}`;
}

/** "3 March 2026 at 9:30am", in London. */
export function longInstant(text: string): string {
  const local = Temporal.Instant.from(text).toZonedDateTimeISO(ZONE);
  return `${longDay(local.toPlainDate().toString())} at ${clockTime(local.toPlainTime().toString({ smallestUnit: "minute" }))}`;
}
