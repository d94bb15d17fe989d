import { z } from "zod";
import { choice, longText, optionalLongText, parseForm, text, version } from "../../../forms/form.ts";
import { CARER_TOLD } from "../concern/concern.ts";

export const LONGEST = 2000;

const seen = z.object({ version });
export const parseAcknowledging = (data: FormData) => parseForm(seen, data);

/** `check`: the behaviour check on whose page it is closed, which is shown again then. */
const closing = z.object({
  version,
  done: longText("What was done", LONGEST),
  check: z
    .string()
    .regex(/^[0-9a-z-]{0,64}$/)
    .default("")
    .catch(""),
});
export type Closing = z.output<typeof closing>;
export const parseClosing = (data: FormData) => parseForm(closing, data);

const sharing = z.object({
  version,
  sharedWith: text("Who it was shared with", 200),
  carerTold: choice(CARER_TOLD, "Select whether the carer has been told"),
  note: optionalLongText("Note", LONGEST),
});
export type Sharing = z.output<typeof sharing>;
export const parseSharing = (data: FormData) => parseForm(sharing, data);

const reopening = z.object({ version, why: longText("Why it is open again", LONGEST) });
export type Reopening = z.output<typeof reopening>;
export const parseReopening = (data: FormData) => parseForm(reopening, data);
