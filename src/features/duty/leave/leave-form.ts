import { z } from "zod";
import { addDays, addMonths, type Day } from "../../../domain/calendar.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { day, type FormProblem, optionalText, parseForm, problem, typedValues } from "../../../forms/form.ts";
import type { Colleague } from "./leave.ts";

export const LONGEST_NOTE = 200;

/** Leave may be written up to a month afterwards (somebody was ill) and two years ahead. */
const schemaOf = (today: Day) => {
  const limits = {
    from: addMonths(today, -1),
    to: addDays(today, 731),
    outside: "The days must be within the last month or the next two years",
  };
  return z.object({
    who: z.string().max(64).default(""),
    firstDay: day("The first day away", limits),
    lastDay: day("The last day away", limits),
    cover: z.string().max(64).default(""),
    note: optionalText("Note", LONGEST_NOTE),
  });
};

export type LeaveForm = { userId: string; firstDay: Day; lastDay: Day; coverId: string | null; note: string | null };

/**
 * Reads a leave. `own` is whose it is, where that is not asked; else one of the colleagues is chosen. Who covers is a colleague, and
 * somebody else.
 */
export function parseLeave(
  data: FormData,
  given: { own: string | null; colleagues: readonly Colleague[]; today: Day },
): Result<LeaveForm, FormProblem> {
  const form = parseForm(schemaOf(given.today), data);
  if (!form.ok) return form;
  const { who, firstDay, lastDay, cover, note } = form.value;
  const wrong = (field: string, text: string) => err(problem(typedValues(data), field, text));
  const isColleague = (id: string) => given.colleagues.some(({ userId }) => userId === id);
  const userId = given.own ?? who;
  if (given.own === null && !isColleague(userId)) return wrong("who", "Select who is away");
  if (lastDay < firstDay) return wrong("lastDay", "The last day away must be the first day or later");
  if (cover !== "" && !isColleague(cover)) return wrong("cover", "Select who covers from the list");
  if (cover === userId) return wrong("cover", "Select somebody else to cover");
  return ok({ userId, firstDay, lastDay, coverId: cover === "" ? null : cover, note });
}
