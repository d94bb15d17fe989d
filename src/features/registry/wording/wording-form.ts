import { z } from "zod";
import { err, ok, type Result } from "../../../domain/result.ts";
import { type FormProblem, parseForm, text, typedValues } from "../../../forms/form.ts";
import { LARGEST_PACK } from "./questionnaire.ts";

const about = z.object({ reference: text("The holder’s reference", 200) });

export type Sent = { reference: string; bytes: Uint8Array };

async function fileOf(data: FormData): Promise<Result<Uint8Array, string>> {
  const file = data.get("file");
  if (file === null || typeof file === "string" || file.size === 0) return err("Choose the file of the wording pack");
  if (file.size > LARGEST_PACK) return err("The file must be 1 MB or smaller");
  return ok(new Uint8Array(await file.arrayBuffer()));
}

/** Reads what was sent: under which permission the words may be here, and the file. */
export async function parseImport(data: FormData): Promise<Result<Sent, FormProblem>> {
  const read = parseForm(about, data);
  const file = await fileOf(data);
  if (read.ok && file.ok) return ok({ reference: read.value.reference, bytes: file.value });
  const errors = [...(read.ok ? [] : read.error.errors), ...(file.ok ? [] : [{ field: "file", text: file.error }])];
  return err({ values: typedValues(data), errors });
}
