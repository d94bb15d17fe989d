import { z } from "zod";
import { optionalLongText, parseForm } from "../../../forms/form.ts";

export const LONGEST_OVERRIDE_REASON = 500;

const chosen = (sentence: string) => z.string({ error: sentence }).min(1, sentence).max(64, sentence);

const schema = z.object({
  programme: chosen("Select a programme"),
  child: chosen("Select the child these questions are about"),
  overrideReason: optionalLongText("Why again now", LONGEST_OVERRIDE_REASON),
});

export type NewReferralTyped = z.infer<typeof schema>;
export const parseNewReferral = (data: FormData) => parseForm(schema, data);
