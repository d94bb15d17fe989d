import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import {
  hoursText,
  isSurelySchoolDay,
  isWithin,
  nextStart,
  type SafeHours,
} from "../../src/features/families/contacts/safe-hours.ts";

const at = (text: string) => Temporal.Instant.from(text);
const MORNINGS: SafeHours = { days: "12345", from: "09:00", to: "12:00", isSchoolDaysOnly: true };
const WEEKEND: SafeHours = { days: "67", from: "10:00", to: "16:30", isSchoolDaysOnly: false };

test("hours hold from their first minute to the minute before their last, in London", () => {
  expect(isWithin(MORNINGS, at("2026-03-02T09:00:00Z"))).toBe(true);
  expect(isWithin(MORNINGS, at("2026-03-02T08:59:59Z"))).toBe(false);
  expect(isWithin(MORNINGS, at("2026-03-02T11:59:59Z"))).toBe(true);
  expect(isWithin(MORNINGS, at("2026-03-02T12:00:00Z"))).toBe(false);
  // In summer nine in London is eight in UTC.
  expect(isWithin(MORNINGS, at("2026-06-15T08:00:00Z"))).toBe(true);
  expect(isWithin(MORNINGS, at("2026-06-15T11:30:00Z"))).toBe(false);
});

test("a school day is none at a weekend, on a bank holiday, or while some school is on holiday", () => {
  expect(isSurelySchoolDay("2026-03-02")).toBe(true);
  for (const day of ["2026-03-07", "2026-05-04", "2026-02-18", "2026-04-08", "2026-08-12", "2026-10-28", "2026-12-22"])
    expect([day, isSurelySchoolDay(day)]).toEqual([day, false]);
  expect(isWithin(MORNINGS, at("2026-08-12T09:00:00Z"))).toBe(false);
  expect(isWithin({ ...MORNINGS, isSchoolDaysOnly: false }, at("2026-08-12T09:00:00Z"))).toBe(true);
});

test("safe next is the next beginning, on another day where today's has begun, past a long holiday", () => {
  expect(String(nextStart(MORNINGS, at("2026-03-02T15:20:00Z")))).toBe("2026-03-03T09:00:00Z");
  expect(String(nextStart(MORNINGS, at("2026-03-02T07:00:00Z")))).toBe("2026-03-02T09:00:00Z");
  expect(String(nextStart(MORNINGS, at("2026-03-06T13:00:00Z")))).toBe("2026-03-09T09:00:00Z");
  expect(String(nextStart(MORNINGS, at("2026-07-16T13:00:00Z")))).toBe("2026-09-08T08:00:00Z");
});

test("hours are said in words", () => {
  expect(hoursText(MORNINGS)).toBe("Monday to Friday, 9am to midday, on school days");
  expect(hoursText(WEEKEND)).toBe("Saturday and Sunday, 10am to 4:30pm");
  expect(hoursText({ ...WEEKEND, days: "135" })).toBe("Monday, Wednesday and Friday, 10am to 4:30pm");
  expect(hoursText({ ...WEEKEND, days: "1234567" })).toBe("every day, 10am to 4:30pm");
});
