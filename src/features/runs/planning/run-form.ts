import { z } from "zod";
import { choice, day, longText, optionalLongText, parseForm, text, version } from "../../../forms/form.ts";
import { readHolidays } from "./local-holidays.ts";
import { count, time } from "./time-field.ts";

export const LONGEST_VENUE = 300;
export const LONGEST_HOLIDAYS = 2000;

export const YES_NO = { yes: "Yes", no: "No" } as const;

const holidays = optionalLongText("Local holidays", LONGEST_HOLIDAYS).transform((typed, context) => {
  const read = readHolidays(typed ?? "");
  if (read.ok) return read.value;
  context.addIssue({ code: "custom", message: read.error });
  return z.NEVER;
});

const words = {
  name: text("A name for the run", 100),
  venue: longText("Where it takes place", LONGEST_VENUE),
  venueConfidential: choice(YES_NO, "Select whether the venue is confidential"),
  holidays,
  facilitator: z.string({ error: "Select who leads it" }).min(1, "Select who leads it"),
  coFacilitators: z.array(z.string()).max(20),
  coLeaders: z.array(z.string()).max(20),
};

const newRun = z.object({
  ...words,
  startOn: day("The day of the first session", { from: "2020-01-01", to: "2035-12-31" }),
  time: time("The time it starts"),
  weeks: count("Weeks between sessions", 1, 8),
  open: count("Open places", 1, 40),
  held: count("Held places", 0, 20),
  reserve: count("Places on the reserve list", 0, 20),
});
export type NewRunForm = z.infer<typeof newRun>;
export const parseNewRun = (data: FormData) => parseForm(newRun, data);

const editing = z.object({ version, ...words });
export type EditingForm = z.infer<typeof editing>;
export const parseEditing = (data: FormData) => parseForm(editing, data);

export const PLACES_KINDS = { open: "Open", held: "Held for somebody", reserve: "On the reserve list" } as const;
const morePlaces = z.object({
  version,
  kind: choice(PLACES_KINDS, "Select what kind of places to add"),
  how: count("Number of places", 1, 20),
});
export const parseMorePlaces = (data: FormData) => parseForm(morePlaces, data);

const versionOnly = z.object({ version });
export const parseVersion = (data: FormData) => parseForm(versionOnly, data);
