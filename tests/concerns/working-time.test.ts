import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { BANK_HOLIDAYS } from "../../src/domain/bank-holidays.ts";
import {
  addWorkingDays,
  addWorkingHours,
  endOfNextWorkingDay,
  hoursOfADay,
  isWorkingDay,
  nextWorkingDay,
  workingDayFrom,
  workingHoursBetween,
} from "../../src/domain/working-time.ts";

const at = (text: string) => Temporal.Instant.from(text);

test("every bank holiday is a weekday, eight a year", () => {
  const days = Object.keys(BANK_HOLIDAYS);
  expect(days.filter((day) => Temporal.PlainDate.from(day).dayOfWeek > 5)).toEqual([]);
  for (const year of ["2025", "2026", "2027", "2028"])
    expect(days.filter((day) => day.startsWith(year))).toHaveLength(8);
});

test("Easter 2026: the working day after Maundy Thursday is Tuesday", () => {
  expect(nextWorkingDay("2026-04-02")).toBe("2026-04-07");
  expect(addWorkingDays("2026-04-02", 2)).toBe("2026-04-08");
});

test("Christmas: the substitute day of Boxing Day 2026 is off, and both substitutes of 2027", () => {
  expect(nextWorkingDay("2026-12-24")).toBe("2026-12-29");
  expect(nextWorkingDay("2027-12-24")).toBe("2027-12-29");
  expect([isWorkingDay("2026-12-26"), isWorkingDay("2026-12-29")]).toEqual([false, true]);
});

test("two working hours from a Monday morning are two hours", () => {
  expect(addWorkingHours(at("2026-03-02T09:00:00Z"), 2).toString()).toBe("2026-03-02T11:00:00Z");
});

test("what comes at 4pm on a Friday is due an hour into Monday", () => {
  expect(addWorkingHours(at("2026-03-06T16:00:00Z"), 2).toString()).toBe("2026-03-09T10:00:00Z");
});

test("what comes at night, at the weekend or before the service opens counts from nine", () => {
  expect(addWorkingHours(at("2026-03-02T05:00:00Z"), 2).toString()).toBe("2026-03-02T11:00:00Z");
  expect(addWorkingHours(at("2026-03-02T22:00:00Z"), 2).toString()).toBe("2026-03-03T11:00:00Z");
  expect(addWorkingHours(at("2026-03-07T12:00:00Z"), 2).toString()).toBe("2026-03-09T11:00:00Z");
});

test("across the spring change of the clocks the hours are those on the wall", () => {
  expect(addWorkingHours(at("2026-03-27T16:00:00Z"), 2).toString()).toBe("2026-03-30T09:00:00Z");
});

test("across the autumn change too", () => {
  expect(addWorkingHours(at("2026-10-23T15:00:00Z"), 2).toString()).toBe("2026-10-26T10:00:00Z");
});

test("exactly at closing time counts as within the day", () => {
  expect(addWorkingHours(at("2026-03-02T15:00:00Z"), 2).toString()).toBe("2026-03-02T17:00:00Z");
  expect(addWorkingHours(at("2026-03-02T17:00:00Z"), 2).toString()).toBe("2026-03-03T11:00:00Z");
});

test("the end of the next working day is 5pm in London, over Easter and over the change of the clocks", () => {
  expect(endOfNextWorkingDay(at("2026-04-02T10:00:00Z")).toString()).toBe("2026-04-07T16:00:00Z");
  expect(endOfNextWorkingDay(at("2026-10-23T10:00:00Z")).toString()).toBe("2026-10-26T17:00:00Z");
  expect(endOfNextWorkingDay(at("2026-03-01T23:30:00Z")).toString()).toBe("2026-03-02T17:00:00Z");
});

const PART_TIME = { days: [2, 4], opens: "10:00", closes: "14:00" };

test("hours that an organisation set itself count: Tuesdays and Thursdays, 10 to 2", () => {
  expect(addWorkingHours(at("2026-03-03T13:00:00Z"), 2, PART_TIME).toString()).toBe("2026-03-05T11:00:00Z");
  expect(endOfNextWorkingDay(at("2026-03-03T13:00:00Z"), PART_TIME).toString()).toBe("2026-03-05T14:00:00Z");
  expect(hoursOfADay(PART_TIME)).toBe(4);
});

test("working hours between two instants leave out nights, weekends and bank holidays", () => {
  expect(workingHoursBetween(at("2026-03-06T16:00:00Z"), at("2026-03-09T10:00:00Z"))).toBe(2);
  expect(workingHoursBetween(at("2026-04-02T15:00:00Z"), at("2026-04-07T09:00:00Z"))).toBe(2);
  expect(workingHoursBetween(at("2026-03-02T12:00:00Z"), at("2026-03-02T11:00:00Z"))).toBe(0);
  expect(workingHoursBetween(at("2026-03-27T16:00:00Z"), at("2026-03-30T09:00:00Z"))).toBe(2);
});

test("on a Friday at five past five the next day at work is Monday; at five to five it is Friday", () => {
  expect(workingDayFrom(at("2026-03-06T17:05:00Z"))).toBe("2026-03-09");
  expect(workingDayFrom(at("2026-03-06T16:55:00Z"))).toBe("2026-03-06");
  expect(workingDayFrom(at("2026-03-06T06:00:00Z"))).toBe("2026-03-06");
  expect(workingDayFrom(at("2026-04-02T16:30:00Z"))).toBe("2026-04-07");
});
