import { z } from "zod";
import { weekdayName } from "../../../domain/calendar.ts";
import { choices, type FormProblem, parseForm, version } from "../../../forms/form.ts";
import type { Availability } from "../referral/carried.ts";
import { availabilityLines } from "../referral/carried-page.ts";
import { listAvailability, recordAvailability } from "../referral/carried-queries.ts";
import { PARTS_OF_DAY, type PartOfDay } from "../referral/words.ts";
import type { DraftPage } from "./draft-page.ts";

type There = { free: Availability[] };
type Typed = { version: number; free: string[] };

const DAYS = [1, 2, 3, 4, 5, 6, 7] as const;
const PARTS = Object.keys(PARTS_OF_DAY) as PartOfDay[];
const codeOf = ({ day, part }: Availability) => `${day}-${part}`;
const CODES = Object.fromEntries(
  DAYS.flatMap((day) => PARTS.map((part) => [codeOf({ day, part }), `${weekdayName(day)} ${part}`])),
);

const schema = z.object({
  version,
  free: choices(CODES, "Select times from the list").min(1, "Select at least one time when the carer can come"),
});

const availabilityOf = (code: string): Availability => ({
  day: Number(code.slice(0, 1)),
  part: code.slice(2) as PartOfDay,
});

/** A row a day, a box a part of it: the first box has the field's own id, where the error summary leads. */
const grid = (form: FormProblem) => {
  const ticked = new Set([form.values.free ?? []].flat());
  return DAYS.map((day) => ({
    day: weekdayName(day),
    boxes: PARTS.map((part) => {
      const value = codeOf({ day, part });
      const boxId = day === 1 && part === PARTS[0] ? "free" : `free-${value}`;
      return { id: boxId, value, label: `${weekdayName(day)} ${part}`, isTicked: ticked.has(value) };
    }),
  }));
};

/** When the carer could come: days by parts of the day. */
export const availabilityTask: DraftPage<There, Typed> = {
  task: "availability",
  view: "@referrals/draft/availability",
  read: async ({ db, referral }) => ({ free: await listAvailability(db, referral.carerId) }),
  values: ({ free }) => ({ free: free.map(codeOf) }),
  standing: ({ free }) => availabilityLines(free),
  parse: (data) => parseForm(schema, data),
  model: (_, form) => ({
    parts: Object.values(PARTS_OF_DAY),
    grid: grid(form),
    error: form.errors.find(({ field }) => field === "free")?.text,
  }),
  writes: ({ free }, _, { db, referral }) =>
    recordAvailability(db, referral.carerId, [...new Set(free)].map(availabilityOf)),
};
