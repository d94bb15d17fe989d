import { z } from "zod";
import { addDays, type Day } from "../../../domain/calendar.ts";
import { ok, type Result } from "../../../domain/result.ts";
import { NOT_OFFERED_REASONS, type NotOfferedReason, SUPPORTS } from "../../../domain/support.ts";
import {
  choice,
  choices,
  type FormProblem,
  optionalDay,
  optionalLongText,
  parseForm,
  version,
} from "../../../forms/form.ts";
import { type Choosing, DECIDED, type DecisionProblem, PROGRAMME_FIELDS } from "./decision.ts";

export const LONGEST_NOTE = 1000;

const reason = z
  .enum(["", ...(Object.keys(NOT_OFFERED_REASONS) as NotOfferedReason[])], { error: "Select why from the list" })
  .default("")
  .transform((typed) => (typed === "" ? null : typed));

/** The id of a programme; whether there is such a one is asked where the decision is made. */
const programme = z
  .string()
  .max(64, "Select a programme from the list")
  .default("")
  .transform((typed) => typed || null);

const MOST_DAYS_AHEAD = 366;

/** Reads what a worker decided on the route page. What the carer said yes to in the room is offered with it. */
export function parseDeciding(data: FormData, today: Day): Result<Choosing, FormProblem> {
  const schema = z.object({
    version,
    seen: z.string({ error: "Reload the page and try again" }).max(200),
    decided: choice(DECIDED, "Select what you decided"),
    routes: choices(SUPPORTS, "Select support from the list"),
    accepted: choices(SUPPORTS, "Select what the carer said yes to from the list"),
    [PROGRAMME_FIELDS.parenting]: programme,
    [PROGRAMME_FIELDS.cbt]: programme,
    lookAgainOn: optionalDay("The day to look again", {
      from: addDays(today, 1),
      to: addDays(today, MOST_DAYS_AHEAD),
      outside: "The day to look again must be after today and within a year",
    }),
    whyOtherwise: reason,
    note: optionalLongText("The note", LONGEST_NOTE),
  });
  const form = parseForm(schema, data);
  if (!form.ok) return form;
  const { programmeParenting, programmeCbt, routes, ...rest } = form.value;
  return ok({
    ...rest,
    routes: [...new Set([...routes, ...rest.accepted])],
    programmes: { parenting: programmeParenting, cbt: programmeCbt },
  });
}

/** Which field a refused decision is about, and what to say. */
export const DECISION_PROBLEMS: Record<DecisionProblem, { field: string; text: string }> = {
  "changed-since": {
    field: "form",
    text: "Something here changed while you had it open: a need assessment, the rule or another decision. Read what it says now, then decide again.",
  },
  "nothing-to-offer": { field: "routes", text: "Select what you offer" },
  "offers-ticked": { field: "routes", text: "You ticked support to offer: choose “Offer support”, or clear it" },
  "needs-day": { field: "lookAgainOn", text: "Enter the day to look again" },
  "needs-reason": { field: "whyOtherwise", text: "Select why what the rule recommends is not offered" },
  "programme-without-yes": {
    field: "routes",
    text: "You chose a programme: tick that the carer said yes to it, or choose none",
  },
  "no-such-programme": { field: "routes", text: "Select a programme from the list" },
};
