import { z } from "zod";
import { longText, parseForm, version } from "../../../forms/form.ts";

const schema = z.object({ version, note: longText("The information asked for", 2000) });

export const parseAnswering = (data: FormData) => parseForm(schema, data);
