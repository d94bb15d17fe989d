import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { BANK_HOLIDAYS, BANK_HOLIDAYS_KNOWN_TO, isToldOfEnd } from "../../src/domain/bank-holidays.ts";
import { addDays, addMonths, longDay } from "../../src/domain/calendar.ts";
import { testApp } from "../support/app.ts";
import { dayBegins } from "../support/later.ts";

/**
 * Days that no rule gives: one-off royal days, and May days that were moved for one. Each with its reason, by year:
 * `added` stands in the table and `moved` does not. Years of the past such as 2022 (Platinum Jubilee, state funeral) and 2023
 * (coronation) would be named here; none of the years that the table holds has one.
 */
const EXCEPTIONS: Readonly<Record<string, { added: readonly string[]; moved: readonly string[]; reason: string }>> = {};

/** Easter Sunday of the Gregorian calendar: the anonymous algorithm (Meeus, Jones, Butcher). */
function easterSunday(year: number): Temporal.PlainDate {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100];
  const [d, e] = [Math.floor(b / 4), b % 4];
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - d - g + 15) % 30;
  const [i, k] = [Math.floor(c / 4), c % 4];
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return Temporal.PlainDate.from({ year, month: Math.floor(n / 31), day: (n % 31) + 1 });
}

const on = (year: number, month: number, day: number) => Temporal.PlainDate.from({ year, month, day });
const isWeekend = (date: Temporal.PlainDate) => date.dayOfWeek >= 6;

const firstMonday = (year: number, month: number) => {
  const first = on(year, month, 1);
  return first.add({ days: (8 - first.dayOfWeek) % 7 });
};
const lastMonday = (year: number, month: number) => {
  const last = on(year, month, on(year, month, 1).daysInMonth);
  return last.subtract({ days: last.dayOfWeek - 1 });
};

/** A holiday at a weekend is given on the next working day that is no holiday itself (Banking and Financial Dealings Act 1971, and by proclamation). */
function givenOn(date: Temporal.PlainDate, taken: readonly string[]): [string, boolean] {
  let day = date;
  while (isWeekend(day) || taken.includes(day.toString())) day = day.add({ days: 1 });
  return [day.toString(), !day.equals(date)];
}

const named = (name: string, [day, isSubstitute]: [string, boolean]) =>
  [day, isSubstitute ? `${name} (substitute day)` : name] as const;

function holidaysOf(year: number): Record<string, string> {
  const easter = easterSunday(year);
  const christmas = on(year, 12, 25);
  const boxing = on(year, 12, 26);
  // Each keeps its own day where that is a working day; only then are the weekend ones moved on.
  const keptInDecember = [christmas, boxing].filter((day) => !isWeekend(day)).map(String);
  const [christmasDay, isMoved] = givenOn(christmas, isWeekend(christmas) ? keptInDecember : []);
  return Object.fromEntries([
    named("New Year’s Day", givenOn(on(year, 1, 1), [])),
    [easter.subtract({ days: 2 }).toString(), "Good Friday"],
    [easter.add({ days: 1 }).toString(), "Easter Monday"],
    [firstMonday(year, 5).toString(), "Early May bank holiday"],
    [lastMonday(year, 5).toString(), "Spring bank holiday"],
    [lastMonday(year, 8).toString(), "Summer bank holiday"],
    named("Christmas Day", [christmasDay, isMoved]),
    named("Boxing Day", givenOn(boxing, isWeekend(boxing) ? [christmasDay] : [])),
  ]);
}

const YEARS = [...new Set(Object.keys(BANK_HOLIDAYS).map((day) => Number(day.slice(0, 4))))];

test("the Easter rule gives the Easters that are printed in the Book of Common Prayer’s table", () => {
  const known = ["2000-04-23", "2008-03-23", "2011-04-24", "2019-04-21", "2024-03-31", "2038-04-25"];
  expect(known.map((day) => easterSunday(Number(day.slice(0, 4))).toString())).toEqual(known);
});

test.each(YEARS)("every bank holiday of %i is where the rules put it, and there is no other", (year) => {
  const expected = holidaysOf(year);
  const exception = EXCEPTIONS[year];
  for (const day of exception?.moved ?? []) delete expected[day];
  const listed = Object.entries(BANK_HOLIDAYS).filter(([day]) => day.startsWith(`${year}-`));
  const ruled = listed.filter(([day]) => !exception?.added.includes(day));
  expect(Object.fromEntries(ruled)).toEqual(expected);
  expect(listed.map(([day]) => day)).toEqual(listed.map(([day]) => day).toSorted());
});

test("the years have no gap, and the table says to when it speaks", () => {
  expect(YEARS).toEqual(Array.from({ length: YEARS.length }, (_, i) => YEARS[0]! + i));
  expect(BANK_HOLIDAYS_KNOWN_TO).toBe(`${YEARS.at(-1)}-12-31`);
});

test("substitute days follow the weekend: the four ways that Christmas can fall", () => {
  const december = (year: number) =>
    Object.keys(holidaysOf(year))
      .filter((day) => day.includes("-12-"))
      .toSorted();
  // Christmas on a Saturday, on a Sunday, on a Friday (Boxing Day alone moves), on a Thursday.
  expect([2027, 2022, 2026, 2025].map(december)).toEqual([
    ["2027-12-27", "2027-12-28"],
    ["2022-12-26", "2022-12-27"],
    ["2026-12-25", "2026-12-28"],
    ["2025-12-25", "2025-12-26"],
  ]);
});

test("an administrator is told from a year before the table ends, in the product", async () => {
  const t = await testApp({ as: "ada" });
  const yearBefore = addMonths(BANK_HOLIDAYS_KNOWN_TO, -12);
  expect([isToldOfEnd(yearBefore), isToldOfEnd(addDays(yearBefore, 1))]).toEqual([false, true]);
  expect(await (await t.get("/settings")).text()).not.toContain("Bank holidays are known up to");
  await dayBegins(t, addDays(yearBefore, 1));
  const html = await (await t.get("/settings")).text();
  expect(html).toContain(`Bank holidays are known up to ${longDay(BANK_HOLIDAYS_KNOWN_TO)}`);
});
