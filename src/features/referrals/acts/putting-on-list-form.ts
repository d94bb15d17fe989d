import { z } from "zod";
import { addMonths, type Day } from "../../../domain/calendar.ts";
import { optionalDay, optionalLongText, parseForm, version } from "../../../forms/form.ts";

export const LONGEST_NOTE = 500;

const schema = (today: Day) =>
  z.object({
    version,
    readyFromOn: optionalDay("Ready from", {
      from: today,
      to: addMonths(today, 24),
      outside: "Ready from must be today or within two years",
    }),
    note: optionalLongText("Note", LONGEST_NOTE),
  });

export const parsePuttingOnList = (data: FormData, today: Day) => parseForm(schema(today), data);
