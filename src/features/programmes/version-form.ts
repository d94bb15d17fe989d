import { z } from "zod";
import { err, ok, type Result } from "../../domain/result.ts";
import {
  choice,
  day,
  type FormProblem,
  longText,
  optionalLongText,
  parseForm,
  text,
  typedValues,
} from "../../forms/form.ts";
import { burdenReason } from "./plan/asking-form.ts";
import { FORMATS, type ProgrammeVersion, type VersionFacts } from "./programme.ts";
import { linesOf, readSessions } from "./session-lines.ts";

/** The most characters of each long answer. */
export const LONGEST = { summary: 1000, caveat: 500, sessions: 10_000, fidelity: 4000 } as const;

/** A whole number within bounds, or the sentence that says so. */
const whole = (label: string, from: number, to: number) => {
  const sentence = `${label} must be a whole number from ${from} to ${to}`;
  return z
    .string({ error: sentence })
    .trim()
    .regex(/^\d{1,5}$/, sentence)
    .transform(Number)
    .pipe(z.number().min(from, sentence).max(to, sentence));
};

const shape = {
  summary: longText("What it is", LONGEST.summary),
  deliveredBy: text("Who delivers it", 200),
  setting: text("Where", 200),
  format: choice(FORMATS, "Select whether it is a group or one-to-one"),
  childAgeFrom: whole("The youngest age", 0, 25),
  childAgeTo: whole("The oldest age", 0, 25),
  minimumPlaces: whole("The fewest places", 1, 60),
  maximumPlaces: whole("The most places", 1, 60),
  completionPercent: whole("Core sessions to complete", 1, 100),
  rating: text("The evidence rating", 100),
  ratingSource: text("Who rated it", 300),
  ratedOn: day("When it was rated"),
  caveat: optionalLongText("What to bear in mind", LONGEST.caveat),
  daysBetween: whole("Days between sessions", 1, 60),
  sessions: longText("The sessions", LONGEST.sessions),
  fidelity: optionalLongText("Parts to deliver", LONGEST.fidelity),
  measures: z.array(z.string().max(64)),
  burdenReason,
};

type Shape = z.infer<z.ZodObject<typeof shape>>;
export type VersionTyped = { facts: VersionFacts; measures: string[] };

/** What is wrong only when two answers are put together. */
function disagreements(typed: Shape): FormProblem["errors"] {
  return [
    ...(typed.childAgeTo < typed.childAgeFrom
      ? [{ field: "childAgeTo", text: "The oldest age must be the youngest age or more" }]
      : []),
    ...(typed.maximumPlaces < typed.minimumPlaces
      ? [{ field: "maximumPlaces", text: "The most places must be the fewest places or more" }]
      : []),
    ...(typed.format === "one-to-one" && typed.maximumPlaces !== 1
      ? [{ field: "maximumPlaces", text: "A one-to-one programme has 1 place" }]
      : []),
  ];
}

const fidelityOf = (text: string) =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .slice(0, 30)
    .map((line, index) => ({ id: `part-${index + 1}`, text: line.slice(0, 200) }));

/** Reads what a version says: facts, evidence, sessions a line each, which of the measures offered to ask. */
export function parseVersion(
  data: FormData,
  { items }: { items: readonly { value: string }[] },
): Result<VersionTyped, FormProblem> {
  const read = parseForm(z.object(shape), data);
  if (!read.ok) return read;
  const typed = read.value;
  const sessions = readSessions(typed.sessions);
  const offered = new Set(items.map(({ value }) => value));
  const errors = [
    ...disagreements(typed),
    ...(sessions.ok ? [] : [{ field: "sessions", text: sessions.error }]),
    ...(typed.measures.every((id) => offered.has(id))
      ? []
      : [{ field: "measures", text: "Select measures from the list" }]),
  ];
  if (!sessions.ok || errors.length > 0) return err({ values: typedValues(data), errors });
  const { summary, deliveredBy, setting, daysBetween, burdenReason } = typed;
  const { format, childAgeFrom, childAgeTo, minimumPlaces, maximumPlaces } = typed;
  const facts = {
    ...{ format, childAgeFrom, childAgeTo, minimumPlaces, maximumPlaces },
    completionShare: typed.completionPercent / 100,
    evidence: { rating: typed.rating, source: typed.ratingSource, ratedOn: typed.ratedOn, caveat: typed.caveat },
    template: { summary, deliveredBy, setting, daysBetween, burdenReason, sessions: sessions.value },
    fidelity: fidelityOf(typed.fidelity ?? ""),
  };
  return ok({ facts, measures: typed.measures });
}

/** A version as its form shows it, to begin the next one from. */
export function versionValues(
  version: VersionFacts | ProgrammeVersion,
  measures: readonly string[],
): FormProblem["values"] {
  const { template, evidence } = version;
  return {
    summary: template.summary,
    deliveredBy: template.deliveredBy,
    setting: template.setting,
    format: version.format,
    childAgeFrom: String(version.childAgeFrom),
    childAgeTo: String(version.childAgeTo),
    minimumPlaces: String(version.minimumPlaces),
    maximumPlaces: String(version.maximumPlaces),
    completionPercent: String(Math.round(version.completionShare * 100)),
    rating: evidence.rating,
    ratingSource: evidence.source,
    ratedOn: evidence.ratedOn,
    caveat: evidence.caveat ?? "",
    daysBetween: String(template.daysBetween),
    sessions: linesOf(template.sessions),
    fidelity: version.fidelity.map(({ text }) => text).join("\n"),
    measures: [...measures],
    burdenReason: template.burdenReason ?? "",
  };
}
