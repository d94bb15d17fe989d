import { weekdayName } from "../../../domain/calendar.ts";
import { choices, type FormProblem } from "../../../forms/form.ts";
import type { Availability } from "./carried.ts";
import { PARTS_OF_DAY, type PartOfDay } from "./words.ts";

const DAYS = [1, 2, 3, 4, 5, 6, 7] as const;
const PARTS = Object.keys(PARTS_OF_DAY) as PartOfDay[];

export const codeOf = ({ day, part }: Availability): string => `${day}-${part}`;

const CODES = Object.fromEntries(
  DAYS.flatMap((day) => PARTS.map((part) => [codeOf({ day, part }), `${weekdayName(day)} ${part}`])),
);

/** The times that were ticked: at least one. */
export const freeTimes = choices(CODES, "Select times from the list").min(
  1,
  "Select at least one time when the carer can come",
);

export const availabilityOf = (codes: readonly string[]): Availability[] =>
  [...new Set(codes)].map((code) => ({ day: Number(code.slice(0, 1)), part: code.slice(2) as PartOfDay }));

/** A row a day, a box a part of it: the first box has the field's own id, where the error summary leads. */
function grid(form: FormProblem) {
  const ticked = new Set([form.values.free ?? []].flat());
  return DAYS.map((day) => ({
    day: weekdayName(day),
    boxes: PARTS.map((part) => {
      const value = codeOf({ day, part });
      const boxId = day === 1 && part === PARTS[0] ? "free" : `free-${value}`;
      return { id: boxId, value, label: `${weekdayName(day)} ${part}`, isTicked: ticked.has(value) };
    }),
  }));
}

/** The question when the carer can come: what was typed, and its error. */
export const availabilityQuestion = (form: FormProblem) => ({
  parts: Object.values(PARTS_OF_DAY),
  grid: grid(form),
  error: form.errors.find(({ field }) => field === "free")?.text,
});
