import { z } from "zod";
import { choice, optionalLongText, parseForm, version } from "../../../forms/form.ts";
import { WITHDRAWAL_REASONS } from "../referral/words.ts";

const schema = z.object({
  version,
  reason: choice(WITHDRAWAL_REASONS, "Select why you are withdrawing it"),
  note: optionalLongText("Note", 500),
});

export const parseWithdrawal = (data: FormData) => parseForm(schema, data);
