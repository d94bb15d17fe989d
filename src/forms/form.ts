import { z } from "zod";
import { err, ok, type Result } from "../domain/result.ts";
import { type Lines, trimmed, writtenProblem } from "../domain/written.ts";
import { readDay } from "./read-day.ts";

/** `at` is the control to begin with of what is wrong with the form as a whole ("form"). */
export type FormError = { field: string; text: string; at?: string };

/** What was typed, exactly, and what is wrong with it; `problems` is all that is wrong inside a file that was sent, a line each. */
export type FormProblem = {
  values: Record<string, string | string[]>;
  errors: FormError[];
  problems?: readonly string[];
};

export const BLANK: FormProblem = { values: {}, errors: [] };

/** Nothing was typed into it yet: it shows what stands there. */
export const isUntouched = ({ values }: FormProblem): boolean => Object.keys(values).length === 0;

/** A problem that arose after the form was read (a stale version, a taken place): what was typed stays. */
export const problem = (
  values: Record<string, string | string[]>,
  field: string,
  text: string,
  at?: string,
): FormProblem => ({
  values,
  errors: [{ field, text, at }],
});

/**
 * The most fields that one form may be sent with, files and repeated names among them: four times what the longest of ours
 * has (a register of 60 people). What takes a form apart, or looks names up in it, takes longer the more there are.
 */
export const MOST_FIELDS = 2000;

const isList = (schema: z.ZodType): boolean => {
  if (schema instanceof z.ZodArray) return true;
  const inner = (schema as { def?: { innerType?: z.ZodType; in?: z.ZodType } }).def;
  const next = inner?.innerType ?? inner?.in;
  return next ? isList(next) : false;
};

/** A line break as it is typed, one character, though a form sends two: so a text is as long here as its writer was told. */
const asTyped = (text: string): string => text.replaceAll("\r\n", "\n");

/** Everything that was typed: one text a name, or a list where a name came more than once. */
export function typedValues(data: FormData): Record<string, string | string[]> {
  const values: Record<string, string | string[]> = Object.create(null);
  for (const [name, value] of data) {
    const typed = typeof value === "string" ? asTyped(value) : value.name;
    const before = values[name];
    if (before === undefined) values[name] = typed;
    else if (Array.isArray(before)) before.push(typed);
    else values[name] = [before, typed];
  }
  return values;
}

const asText = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);

/** The three boxes of a date question as one text "day/month/year"; nothing when all are empty or absent. */
function threeBoxes(values: Record<string, string | string[]>, name: string): string | undefined {
  const parts = ["day", "month", "year"].map((part) => asText(values[`${name}-${part}`])?.trim() ?? "");
  return parts.every((part) => part === "") ? asText(values[name]) : parts.join("/");
}

/**
 * Reads a form body by a schema. Names that the schema has as arrays are lists (checkbox groups); names that it has as
 * `day()` come from three boxes. Gives the values, or everything typed with one error a field, in the order of the schema.
 */
export function parseForm<S extends z.ZodObject>(schema: S, data: FormData): Result<z.output<S>, FormProblem> {
  const values = typedValues(data);
  const input: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(schema.shape)) {
    const typed = values[name];
    if (isList(field as z.ZodType)) input[name] = typed === undefined ? [] : Array.isArray(typed) ? typed : [typed];
    else input[name] = asText(typed) ?? threeBoxes(values, name);
  }
  for (const [name, value] of Object.entries(input)) {
    if ([value].flat().some((text) => typeof text === "string" && text.includes("\u0000")))
      return err({ values, errors: [{ field: name, text: "Remove the character that can't be stored (a NUL)" }] });
  }
  const read = schema.safeParse(input);
  if (read.success) return ok(read.data);
  return err({ values, errors: firstErrorOfEach(read.error) });
}

function firstErrorOfEach(error: z.ZodError): FormError[] {
  const seen = new Map<string, string>();
  for (const issue of error.issues) {
    const field = String(issue.path[0] ?? "form");
    if (!seen.has(field)) seen.set(field, issue.message);
  }
  return [...seen].map(([field, text]) => ({ field, text }));
}

type DayLimits = { from?: string; to?: string; outside?: string };

function readWithin(typed: string, label: string, limits: DayLimits, context: z.RefinementCtx): string {
  const read = readDay(typed, label);
  const outside = read.ok && ((limits.from && read.value < limits.from) || (limits.to && read.value > limits.to));
  if (read.ok && !outside) return read.value;
  const message = read.ok ? (limits.outside ?? `${label} is outside the dates allowed`) : read.error;
  context.addIssue({ code: "custom", message });
  return z.NEVER;
}

/** A required day question. `from` and `to` are the earliest and latest day allowed, with the words for when it is outside. */
export const day = (label: string, limits: DayLimits = {}) =>
  z
    .string({ error: `Enter ${label.toLowerCase()}` })
    .min(1, `Enter ${label.toLowerCase()}`)
    .transform((typed, context) => readWithin(typed, label, limits, context));

/** A day that may be left empty: null then. */
export const optionalDay = (label: string, limits: DayLimits = {}) =>
  z
    .string()
    .default("")
    .transform((typed, context) => (typed.trim() === "" ? null : readWithin(typed, label, limits, context)));

const writtenIn = (lines: Lines, label: string, most: number) =>
  z
    .string()
    .max(most, `${label} must be ${most} characters or fewer`)
    .superRefine((typed, context) => {
      const wrong = typed === "" ? null : writtenProblem(typed, lines);
      if (wrong) context.addIssue({ code: "custom", message: `${label} ${wrong}` });
    });

const required = (lines: Lines) => (label: string, most: number) =>
  z
    .string({ error: `Enter ${label.toLowerCase()}` })
    .transform((typed) => trimmed(typed, lines))
    .pipe(
      z
        .string()
        .min(1, `Enter ${label.toLowerCase()}`)
        .pipe(writtenIn(lines, label, most)),
    );

const optional = (lines: Lines) => (label: string, most: number) =>
  z
    .string()
    .default("")
    .transform((typed) => trimmed(typed, lines))
    .pipe(writtenIn(lines, label, most))
    .transform((typed) => (typed === "" ? null : typed));

/** Required text of one line and at most `most` characters, trimmed at both ends, otherwise kept to the letter (written.ts, docs/decisions/0019). */
export const text = required("one");

/** Required text of a box with several lines. */
export const longText = required("many");

/** Text of one line that may be left empty: null then, since blank is not an answer. */
export const optionalText = optional("one");

/** The same of a box with several lines. */
export const optionalLongText = optional("many");

/** One of a list of codes; `error` is the sentence when none is chosen. */
export const choice = <T extends Record<string, string>>(codes: T, error: string) =>
  z.enum(Object.keys(codes) as [keyof T & string, ...(keyof T & string)[]], { error });

/** Any number of a list of codes, none included. */
export const choices = <T extends Record<string, string>>(codes: T, error: string) =>
  z.array(z.enum(Object.keys(codes) as [keyof T & string, ...(keyof T & string)[]], { error }));

/** The version that a form was made of, as it was sent; `now` where it was not sent, or is no version. */
export const seenVersion = (form: FormProblem | undefined, now: number): number =>
  /^\d{1,9}$/.test(String(form?.values.version)) ? Number(form!.values.version) : now;

/** The version of what is edited, as it stood when the page was made. */
export const version = z.coerce.number({ error: "Reload the page and try again" }).int().min(0);
