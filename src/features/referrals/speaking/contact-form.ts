import { z } from "zod";
import { type Day, dayOfText } from "../../../domain/calendar.ts";
import { choice, day, optionalLongText, parseForm } from "../../../forms/form.ts";
import { CONTACT_HOWS, CONTACT_OUTCOMES } from "../contact/contact.ts";

export const LONGEST_NOTE = 500;

/** Reads a try to reach the carer, on a day from when the referral was sent until today. */
export const parseContact = (data: FormData, submittedAt: string, today: Day) =>
  parseForm(
    z.object({
      outcome: choice(CONTACT_OUTCOMES, "Select what came of it"),
      how: choice(CONTACT_HOWS, "Select how you tried"),
      onDay: day("The day", {
        from: dayOfText(submittedAt),
        to: today,
        outside: "The day must be from the day the referral was sent to today",
      }),
      note: optionalLongText("Note", LONGEST_NOTE),
    }),
    data,
  );
