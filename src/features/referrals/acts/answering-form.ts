import { z } from "zod";
import { longText, parseForm, version } from "../../../forms/form.ts";

export const LONGEST_ANSWER = 2000;

const schema = z.object({ version, note: longText("The information asked for", LONGEST_ANSWER) });

export const parseAnswering = (data: FormData) => parseForm(schema, data);
