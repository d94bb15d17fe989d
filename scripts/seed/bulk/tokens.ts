import { type Day, longDay } from "../../../src/domain/calendar.ts";

/** A piece of a told text that every copy has in its own way. */
export type Token =
  | { kind: "id"; text: string }
  | { kind: "instant"; at: number }
  | { kind: "day"; day: number }
  | { kind: "long-day"; day: number }
  | { kind: "month"; day: number }
  | { kind: "mobile"; number: number; gap: string }
  | { kind: "postcode"; text: string }
  | { kind: "family-reference" | "referral-reference"; text: string }
  | { kind: "given" | "family"; text: string; sex: string; ethnicity: string }
  | { kind: "initial"; of: number }
  | { kind: "word"; text: string };

const DAY = 86_400_000;

export const dayNumber = (day: Day): number => Date.parse(`${day}T00:00:00Z`) / DAY;

const days = new Map<number, Day>();

export function dayText(number: number): Day {
  let text = days.get(number);
  if (text === undefined) {
    text = new Date(number * DAY).toISOString().slice(0, 10);
    days.set(number, text);
  }
  return text;
}

export const monthAndYear = (day: Day): string => longDay(day).replace(/^\d+ /, "");

const MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December";

/** In the order in which they are tried; a name of the unit's people comes after them. */
const SHAPES = [
  ["uuid", "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"],
  ["instant", "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"],
  ["day", "\\d{4}-\\d\\d-\\d\\d"],
  ["long", `\\d{1,2} (?:${MONTHS}) \\d{4}`],
  ["month", `(?:${MONTHS}) \\d{4}`],
  ["mobile", "07700 ?900\\d{3}"],
  ["postcode", "QX\\d ?\\d[A-Z]{2}\\b"],
  ["family", "F-[2-9A-Z]{5}\\b"],
  ["referral", "R-[2-9A-Z]{5}\\b"],
] as const;

type Shape = (typeof SHAPES)[number][0];

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

const anyOf = (texts: Iterable<string>): string =>
  [...texts]
    .filter((text) => text !== "")
    .sort((a, b) => b.length - a.length)
    .map(escaped)
    .join("|");

/** Finds the tokens of a text. `words` are texts that the cast replaces, `names` the names of the unit's people. */
export function tokenPattern(words: Iterable<string>, names: Iterable<string>): RegExp {
  const shapes = SHAPES.map(([name, pattern]) => `(?<${name}>${pattern})`);
  const named = [anyOf(names), anyOf(words)].map((pattern) => pattern || "(?!)");
  return new RegExp(
    [...shapes, `(?<![\\p{L}-])(?<word>${named[1]})(?![\\p{L}-])`, `(?<!\\p{L})(?<name>${named[0]})(?!\\p{L})`].join(
      "|",
    ),
    "gu",
  );
}

const monthOf = (text: string): number => MONTHS.split("|").indexOf(text) + 1;

function longDayNumber(text: string): number {
  const [day, month, year] = text.split(" ") as [string, string, string];
  return Date.UTC(Number(year), monthOf(month) - 1, Number(day)) / DAY;
}

/** What is found by the shape of it alone. */
export function shapedToken(shape: Shape, text: string): Token {
  if (shape === "uuid") return { kind: "id", text };
  if (shape === "instant") return { kind: "instant", at: Date.parse(text) };
  if (shape === "day") return { kind: "day", day: dayNumber(text) };
  if (shape === "long") return { kind: "long-day", day: longDayNumber(text) };
  if (shape === "month") return { kind: "month", day: longDayNumber(`15 ${text}`) };
  if (shape === "mobile") return { kind: "mobile", number: Number(text.slice(-3)), gap: text.includes(" ") ? " " : "" };
  if (shape === "postcode") return { kind: "postcode", text };
  return { kind: shape === "family" ? "family-reference" : "referral-reference", text };
}

export const SHAPE_NAMES: readonly Shape[] = SHAPES.map(([name]) => name);
