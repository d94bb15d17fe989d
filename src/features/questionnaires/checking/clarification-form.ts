import { z } from "zod";
import { longText, parseForm, version } from "../../../forms/form.ts";
import type { Question } from "../assessment/keyed.ts";

export const LONGEST_NOTE = 500;

/** Asking about one answer of a form; `questions` are what was asked on it. */
export const parseAsking = (data: FormData, questions: readonly Question[]) => {
  const items = questions.map(({ item }) => item);
  const item = z
    .string({ error: "Select the answer" })
    .refine((typed) => items.includes(typed), { error: "Select the answer" });
  return parseForm(z.object({ item, note: longText("What is doubtful", LONGEST_NOTE) }), data);
};

export const parseClarification = (data: FormData) =>
  parseForm(z.object({ version, note: longText("What you found", LONGEST_NOTE) }), data);
