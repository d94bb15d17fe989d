import { z } from "zod";
import { choice, optionalLongText, parseForm, version } from "../../../forms/form.ts";
import { DECLINE_REASONS } from "../referral/words.ts";

export const LONGEST_NOTE = 500;

const schema = z.object({
  version,
  reason: choice(DECLINE_REASONS, "Select why you are declining"),
  note: optionalLongText("Note to the referrer", LONGEST_NOTE),
});

export type Declining = z.infer<typeof schema>;
export const parseDeclining = (data: FormData) => parseForm(schema, data);
