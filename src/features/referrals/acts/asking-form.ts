import { z } from "zod";
import { longText, parseForm, version } from "../../../forms/form.ts";

export const LONGEST_QUESTION = 1000;

const schema = z.object({ version, note: longText("What you need to know", LONGEST_QUESTION) });

export const parseAsking = (data: FormData) => parseForm(schema, data);
