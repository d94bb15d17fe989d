import { z } from "zod";
import { optionalDay, parseForm, text } from "../../forms/form.ts";
import { VERBS } from "./trail.ts";

const verbs = ["", ...Object.keys(VERBS)] as [string, ...string[]];

const filter = z.object({
  actor: z.string().max(64, "Choose a person from the list").default(""),
  verb: z.enum(verbs, { error: "Choose what happened from the list" }).default(""),
  from: optionalDay("From"),
  to: optionalDay("To"),
  subject: z
    .string()
    .trim()
    .max(64, "Record must be an id of at most 64 characters")
    // Lists stand in the trail as one record of that name: nobody's, and as many as there were looks at lists.
    .refine((typed) => typed !== "list", "Record must be the id of one record")
    .default(""),
});

/** Reads the filters of an address as a form, so that what is wrong is said beside its box. */
export function parseFilter(search: URLSearchParams) {
  const data = new FormData();
  for (const [name, value] of search) data.append(name, value);
  return parseForm(filter, data);
}

const search = z.object({ reference: text("Family reference or a child’s id", 64) });

export const parseFamilySearch = (data: FormData) => parseForm(search, data);
