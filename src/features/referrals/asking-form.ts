import { z } from "zod";
import { parseForm, text, version } from "../../domain/form.ts";

const schema = z.object({ version, note: text("What you need to know", 1000) });

export const parseAsking = (data: FormData) => parseForm(schema, data);
