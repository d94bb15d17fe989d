import { z } from "zod";
import { choice, optionalLongText, parseForm } from "../../../forms/form.ts";
import { HOW, OUTCOMES } from "./due.ts";

const attempt = z.object({
  how: choice(HOW, "Select how you tried to reach them"),
  outcome: choice(OUTCOMES, "Select what happened"),
  note: optionalLongText("Note", 1000),
});
export const parseAttempt = (data: FormData) => parseForm(attempt, data);
