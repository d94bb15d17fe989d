import { z } from "zod";
import { clockTime, weekdayName } from "../../../domain/calendar.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import {
  choice,
  choices,
  type FormProblem,
  parseForm,
  problem,
  text,
  typedValues,
  version,
} from "../../../forms/form.ts";
import type { KeptHours } from "./hours.ts";

export const DAYS = Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [String(day), weekdayName(day)]));

const HALF_HOURS = Array.from({ length: 33 }, (_, half) => {
  const minutes = 6 * 60 + half * 30;
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
});

/** From 6am to 10pm, every half hour. */
export const TIMES = Object.fromEntries(HALF_HOURS.map((time) => [time, clockTime(time)]));

export const LONGEST_SOURCE = 300;

const shape = z.object({
  version,
  days: choices(DAYS, "Select days from the list").min(1, "Select at least one day"),
  opens: choice(TIMES, "Select when work begins"),
  closes: choice(TIMES, "Select when work ends"),
  source: text("Where these hours come from", LONGEST_SOURCE),
});

/** Reads an organisation's working hours. */
export function parseHours(data: FormData): Result<KeptHours & { version: number }, FormProblem> {
  const form = parseForm(shape, data);
  if (!form.ok) return form;
  const { days, opens, closes, source, version: seen } = form.value;
  if (closes <= opens) return err(problem(typedValues(data), "closes", "Work must end later than it begins"));
  return ok({ days: days.map(Number), opens, closes, source, version: seen });
}
