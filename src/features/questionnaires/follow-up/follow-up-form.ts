import { z } from "zod";
import { choice, optionalLongText, parseForm } from "../../../forms/form.ts";
import { HOW, OUTCOMES } from "./due.ts";

export const LONGEST_NOTE = 1000;

const attempt = z.object({
  how: choice(HOW, "Select how you tried to reach them"),
  outcome: choice(OUTCOMES, "Select what happened"),
  note: optionalLongText("Note", LONGEST_NOTE),
});
export const parseAttempt = (data: FormData) => parseForm(attempt, data);
