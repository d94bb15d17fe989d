import { Temporal } from "temporal-polyfill";

/** Everything civil in this product happens in one zone: a session, a due day, "today" (docs/rules/windows.md). */
export const ZONE = "Europe/London";

export type Day = string;

/** An instant as stored: UTC with always three decimals, so that text order is time order. */
export const instantText = (instant: Temporal.Instant): string => new Date(instant.epochMilliseconds).toISOString();

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MOST_HOURS = 1000;
const offsets = new Map<number, number>();

/** How many hours London is ahead of UTC in a whole hour since 1970: it keeps whole hours, and changes on one. What was found is kept. */
function hoursAhead(hour: number): number {
  const known = offsets.get(hour);
  if (known !== undefined) return known;
  if (offsets.size >= MOST_HOURS) offsets.clear();
  const ahead = Temporal.Instant.fromEpochMilliseconds(hour * HOUR).toZonedDateTimeISO(ZONE).offsetNanoseconds / 3.6e12;
  offsets.set(hour, ahead);
  return ahead;
}

/** What the clocks in London show, as "YYYY-MM-DDTHH:MM..." of whatever zone they are in. */
function londonText(milliseconds: number): string {
  return new Date(milliseconds + hoursAhead(Math.floor(milliseconds / HOUR)) * HOUR).toISOString();
}

/** The London day that an instant falls on, as YYYY-MM-DD. 23:30 in summer is still the same day (E9). */
export const dayOf = (instant: Temporal.Instant): Day => londonText(instant.epochMilliseconds).slice(0, 10);

/** The same of an instant as stored. Only in the last hour of a UTC day can it be another day there, so only then is it worked out. */
export const dayOfText = (at: string): Day =>
  at.slice(11, 13) === "23" ? londonText(Date.parse(at)).slice(0, 10) : at.slice(0, 10);

/** The day of a number that `dayNumber` gave. */
export const dayText = (number: number): Day => new Date(number * DAY).toISOString().slice(0, 10);

/** Which day since 1970: lists count through hundreds of them for each row, and a day of UTC has no summer time to mind. */
export function dayNumber(day: Day): number {
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
export const weekdayOf = (day: Day): number => weekdayOfNumber(dayNumber(day));

/** The same of a day's number: 1 January 1970 was a Thursday. */
export const weekdayOfNumber = (number: number): number => ((((number + 3) % 7) + 7) % 7) + 1;

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
  const local = londonText(Date.parse(text));
  return `${longDay(local.slice(0, 10))} at ${clockTime(local.slice(11, 16))}`;
}
