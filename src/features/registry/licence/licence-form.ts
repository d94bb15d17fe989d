import { z } from "zod";
import type { Day } from "../../../domain/calendar.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import {
  choices,
  day,
  type FormProblem,
  optionalDay,
  parseForm,
  text,
  typedValues,
  version,
} from "../../../forms/form.ts";
import { sha256 } from "../permission/fingerprint.ts";
import { CHANNELS, type Channel } from "../permission/permission.ts";

const LARGEST_EVIDENCE = 2 * 1024 * 1024;
const oneOrMore = (error: string) => choices(CHANNELS, error).min(1, error);

const permission = (today: Day) =>
  z.object({
    reference: text("The holder’s reference", 200),
    grantedOn: day("Date of the permission", { to: today, outside: "Date of the permission must be today or before" }),
    channels: oneOrMore("Select what the permission covers"),
    expiresOn: optionalDay("Last day of the permission", {
      from: today,
      outside: "Last day of the permission must be today or later",
    }),
    evidenceHash: z
      .string()
      .default("")
      .transform((typed) => typed.replaceAll(/\s/g, "").toLowerCase())
      .pipe(z.string().regex(/^([0-9a-f]{64})?$/, "The SHA-256 must be 64 characters of 0 to 9 and a to f")),
    version,
  });

export type Permission = {
  reference: string;
  grantedOn: Day;
  channels: Channel[];
  expiresOn: Day | null;
  evidenceHash: string;
  version: number;
};

/** The hash of the file that was sent, if one was; the file itself is read once and kept nowhere. */
async function hashOfFile(data: FormData): Promise<Result<string | null, string>> {
  const file = data.get("evidence");
  if (file === null || typeof file === "string" || file.size === 0) return ok(null);
  if (file.size > LARGEST_EVIDENCE) return err("The evidence file must be smaller than 2 MB");
  return ok(await sha256(new Uint8Array(await file.arrayBuffer())));
}

function evidenceOf(typed: string, computed: string | null): Result<string, FormProblem["errors"][number]> {
  if (typed !== "" && computed !== null && typed !== computed)
    return err({ field: "evidenceHash", text: "This is not the SHA-256 of the file that you chose" });
  const hash = computed ?? typed;
  return hash === "" ? err({ field: "evidence", text: "Choose the evidence file, or enter its SHA-256" }) : ok(hash);
}

/** Reads a permission: reference, date, channels, end, and the evidence as a hash, computed from the file or typed. */
export async function parsePermission(data: FormData, today: Day): Promise<Result<Permission, FormProblem>> {
  const read = parseForm(permission(today), data);
  const computed = await hashOfFile(data);
  const values = typedValues(data);
  if (!computed.ok) {
    const errors = read.ok ? [] : read.error.errors;
    return err({ values, errors: [...errors, { field: "evidence", text: computed.error }] });
  }
  if (!read.ok) return read;
  const evidence = evidenceOf(read.value.evidenceHash, computed.value);
  return evidence.ok ? ok({ ...read.value, evidenceHash: evidence.value }) : err({ values, errors: [evidence.error] });
}

const withdrawal = z.object({
  channels: oneOrMore("Select what is no longer permitted"),
  reference: text("Why it is withdrawn", 200),
  version,
});

export type Withdrawal = z.output<typeof withdrawal>;

/** Reads what is no longer permitted, and why. */
export const parseWithdrawal = (data: FormData): Result<Withdrawal, FormProblem> => parseForm(withdrawal, data);
