import { Temporal } from "temporal-polyfill";

/** Everything civil in this product happens in one zone: a session, a due day, "today" (docs/rules/windows.md). */
export const ZONE = "Europe/London";

export type Day = string;

/** An instant as stored: UTC with always three decimals, so that text order is time order. */
export const instantText = (instant: Temporal.Instant): string => new Date(instant.epochMilliseconds).toISOString();

const HOUR = 3_600_000;
const MOST_HOURS = 1000;
const days = new Map<number, Day>();

/** The London day of a whole hour since 1970. London keeps whole hours from UTC, so a day begins on an hour; what was found is kept. */
function dayInHour(hour: number): Day {
  const known = days.get(hour);
  if (known !== undefined) return known;
  if (days.size >= MOST_HOURS) days.clear();
  const instant = Temporal.Instant.fromEpochMilliseconds(hour * HOUR);
  const day = instant.toZonedDateTimeISO(ZONE).toPlainDate().toString();
  days.set(hour, day);
  return day;
}

/** The London day that an instant falls on, as YYYY-MM-DD. 23:30 in summer is still the same day (E9). */
export const dayOf = (instant: Temporal.Instant): Day => dayInHour(Math.floor(instant.epochMilliseconds / HOUR));

/** The same of an instant as stored. Only in the last hour of a UTC day can it be another day there, so only then is it worked out. */
export const dayOfText = (at: string): Day =>
  at.slice(11, 13) === "23" ? dayInHour(Math.floor(Date.parse(at) / HOUR)) : at.slice(0, 10);

const DAY = 24 * HOUR;
const dayText = (number: number): Day => new Date(number * DAY).toISOString().slice(0, 10);

/** Which day since 1970: lists count through hundreds of them for each row, and a day of UTC has no summer time to mind. */
function dayNumber(day: Day): number {
  const number = Date.parse(day) / DAY;
  if (!Number.isInteger(number) || (day.slice(8) > "28" && dayText(number) !== day))
    throw new RangeError(`No such day: ${day}`);
  return number;
}

export const addDays = (day: Day, days: number): Day => dayText(dayNumber(day) + days);

/** Calendar months: 31 January and one month is the last day of February (E10). */
export const addMonths = (day: Day, months: number): Day => Temporal.PlainDate.from(day).add({ months }).toString();

/** Days from one day to another; negative when the second is earlier. */
export const daysBetween = (from: Day, to: Day): number => dayNumber(to) - dayNumber(from);

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
export const longDay = (day: Day): string =>
  `${Number(day.slice(8, 10))} ${MONTHS[Number(day.slice(5, 7)) - 1]} ${day.slice(0, 4)}`;

/** 1 Monday to 7 Sunday. */
export const weekdayOf = (day: Day): number => ((((dayNumber(day) + 3) % 7) + 7) % 7) + 1;

/** "Tuesday 3 March 2026". */
export const weekdayAndDay = (day: Day): string => `${WEEKDAYS[weekdayOf(day) - 1]} ${longDay(day)}`;

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
