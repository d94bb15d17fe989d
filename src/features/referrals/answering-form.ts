import { z } from "zod";
import { parseForm, text, version } from "../../domain/form.ts";

const schema = z.object({ version, note: text("The information asked for", 2000) });

export const parseAnswering = (data: FormData) => parseForm(schema, data);
