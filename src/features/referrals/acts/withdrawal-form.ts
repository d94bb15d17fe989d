import { z } from "zod";
import { choice, optionalLongText, parseForm, version } from "../../../forms/form.ts";
import { WITHDRAWAL_REASONS } from "../referral/words.ts";

export const LONGEST_NOTE = 500;

const schema = z.object({
  version,
  reason: choice(WITHDRAWAL_REASONS, "Select why you are withdrawing it"),
  note: optionalLongText("Note", LONGEST_NOTE),
});

export const parseWithdrawal = (data: FormData) => parseForm(schema, data);
