import { Temporal } from "temporal-polyfill";
import { BANK_HOLIDAYS } from "../../../domain/bank-holidays.ts";
import { addDays, clockTime, type Day, startsAt, weekdayName, ZONE } from "../../../domain/calendar.ts";

/** When a contact may be used: on these days of the week ("12345", Monday is 1), between two times of the day, in London. */
export type SafeHours = { days: string; from: string; to: string; isSchoolDaysOnly: boolean };

const SCHOOL_WEEK = /^[1-5]$/;

/**
 * Parts of the year in which some school in England or Wales is on holiday, as "MM-DD" to "MM-DD", both included. Terms are set
 * by each council and school, so a day in one of these is not taken for a school day: who is at home then may be at the telephone.
 */
const MAY_BE_HOLIDAY: readonly (readonly [string, string])[] = [
  ["01-01", "01-06"],
  ["02-10", "02-25"],
  ["03-25", "04-22"],
  ["05-22", "06-06"],
  ["07-15", "09-07"],
  ["10-15", "11-05"],
  ["12-15", "12-31"],
];

/** Is school surely open on this day? A weekend, a bank holiday and a time when some are on holiday are not. */
export function isSurelySchoolDay(day: Day): boolean {
  if (!SCHOOL_WEEK.test(String(Temporal.PlainDate.from(day).dayOfWeek))) return false;
  if (Object.hasOwn(BANK_HOLIDAYS, day)) return false;
  const date = day.slice(5);
  return !MAY_BE_HOLIDAY.some(([from, to]) => date >= from && date <= to);
}

/** Does a day have a safe time at all? */
const isSafeDay = (hours: SafeHours, day: Day): boolean =>
  hours.days.includes(String(Temporal.PlainDate.from(day).dayOfWeek)) &&
  (!hours.isSchoolDaysOnly || isSurelySchoolDay(day));

/** Is this moment within the hours? The last minute is not: who rings then talks on after it. */
export function isWithin(hours: SafeHours, now: Temporal.Instant): boolean {
  const local = now.toZonedDateTimeISO(ZONE);
  const time = local.toPlainTime().toString({ smallestUnit: "minute" });
  return isSafeDay(hours, local.toPlainDate().toString()) && time >= hours.from && time < hours.to;
}

/** The longest stretch without a school day is the summer's; a year is more than enough. */
const FURTHEST_DAYS = 366;

/** When the hours next begin after a moment; null where they never do. */
export function nextStart(hours: SafeHours, after: Temporal.Instant): Temporal.Instant | null {
  const today = after.toZonedDateTimeISO(ZONE).toPlainDate().toString();
  for (let ahead = 0; ahead <= FURTHEST_DAYS; ahead += 1) {
    const day = addDays(today, ahead);
    const start = startsAt(day, hours.from);
    if (isSafeDay(hours, day) && Temporal.Instant.compare(start, after) > 0) return start;
  }
  return null;
}

const isRun = (days: string): boolean => days.length > 2 && "1234567".includes(days);

function daysText(days: string): string {
  if (days === "1234567") return "every day";
  const names = [...days].map((day) => weekdayName(Number(day)));
  if (isRun(days)) return `${names[0]} to ${names.at(-1)}`;
  return names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${names.at(-1)}` : (names[0] ?? "");
}

/** "Monday to Friday, 9am to midday, on school days". */
export const hoursText = ({ days, from, to, isSchoolDaysOnly }: SafeHours): string =>
  `${daysText(days)}, ${clockTime(from)} to ${clockTime(to)}${isSchoolDaysOnly ? ", on school days" : ""}`;
