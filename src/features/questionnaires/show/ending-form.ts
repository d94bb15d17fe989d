import { z } from "zod";
import { choice, parseForm, text, version } from "../../../forms/form.ts";
import { NOT_COLLECTED } from "../assessment/assessment.ts";

const notCollected = z.object({ version, reason: choice(NOT_COLLECTED, "Select why it was not collected") });
export const parseNotCollected = (data: FormData) => parseForm(notCollected, data);

const preferredNotTo = z.object({ version });
export const parsePreferredNotTo = (data: FormData) => parseForm(preferredNotTo, data);

const reopening = z.object({ version, why: text("Why it is opened again", 500) });
export const parseReopening = (data: FormData) => parseForm(reopening, data);
