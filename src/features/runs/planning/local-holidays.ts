import { daysBetween, longDay } from "../../../domain/calendar.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { readDay } from "../../../forms/read-day.ts";
import type { DayRange } from "../delivery/session-dates.ts";

const MOST_LINES = 20;
/** Twenty lines of two days in words, twice over. */
const MOST_CHARACTERS = 2000;
const LONGEST_DAYS = 92;

const readOne = (typed: string): string | null => {
  const read = readDay(typed.trim().replace(/[\s.-]+/g, "/"), "");
  const iso = readDay(typed.trim(), "");
  return iso.ok ? iso.value : read.ok ? read.value : null;
};

function readLine(line: string): Result<DayRange, string> {
  // Runs of spaces first: a pattern that begins with one would go back over it from each of its spaces.
  const [first = "", last = first] = line.replace(/\s+/g, " ").split(/ (?:to|until) /i);
  const [from, to] = [readOne(first), readOne(last)];
  if (from === null || to === null) return err(`“${line.slice(0, 40)}” is not a date like 30 March 2026`);
  if (to < from) return err(`“${line.slice(0, 40)}” ends before it begins`);
  if (daysBetween(from, to) > LONGEST_DAYS) return err(`“${line.slice(0, 40)}” is longer than three months`);
  return ok({ from, to });
}

/** Reads local holidays, a day or "day to day" a line; or says which line is not one. */
export function readHolidays(typed: string): Result<DayRange[], string> {
  if (typed.length > MOST_CHARACTERS)
    return err(`Local holidays must be ${MOST_CHARACTERS.toLocaleString("en-GB")} characters or fewer`);
  const lines = typed
    .split(/[\r\n;]+/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
  if (lines.length > MOST_LINES) return err(`Local holidays must be ${MOST_LINES} lines or fewer`);
  const ranges: DayRange[] = [];
  for (const line of lines) {
    const read = readLine(line);
    if (!read.ok) return read;
    ranges.push(read.value);
  }
  return ok(ranges);
}

/** The ranges as somebody would type them again, a line each. */
export const holidaysText = (ranges: readonly DayRange[]): string =>
  ranges.map(({ from, to }) => (from === to ? longDay(from) : `${longDay(from)} to ${longDay(to)}`)).join("\n");
