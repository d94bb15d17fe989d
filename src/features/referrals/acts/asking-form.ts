import { z } from "zod";
import { longText, parseForm, version } from "../../../forms/form.ts";

const schema = z.object({ version, note: longText("What you need to know", 1000) });

export const parseAsking = (data: FormData) => parseForm(schema, data);
