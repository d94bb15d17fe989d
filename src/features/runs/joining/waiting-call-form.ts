import { z } from "zod";
import { choice, optionalLongText, parseForm } from "../../../forms/form.ts";

export const LONGEST_NOTE = 1000;

/** How somebody who waits was to be reached. */
export const CALLED_BY = {
  telephone: "Telephone",
  text: "Text",
  email: "Email",
  letter: "Letter",
  "in-person": "In person",
} as const;

/** What came of it. Only having spoken counts for the four weeks (docs/rules/runs.md). */
export const CALL_OUTCOMES = {
  spoke: "Spoke to them",
  "left-message": "Left a message",
  "no-answer": "No answer",
  "wrong-number": "Wrong number",
  sent: "Sent",
} as const;

const call = z.object({
  how: choice(CALLED_BY, "Select how you tried to reach them"),
  outcome: choice(CALL_OUTCOMES, "Select what happened"),
  note: optionalLongText("Note", LONGEST_NOTE),
});
export type WaitingCall = z.infer<typeof call>;
export const parseWaitingCall = (data: FormData) => parseForm(call, data);
