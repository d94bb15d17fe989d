import { z } from "zod";
import { addDays, type Day, longDay } from "../../../domain/calendar.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import {
  choice,
  day,
  type FormProblem,
  optionalLongText,
  optionalText,
  parseForm,
  typedValues,
  version,
} from "../../../forms/form.ts";
import { type Assessment, MODES, type Mode, modesFor, needsCorrectionReason } from "../assessment/assessment.ts";
import {
  answeredOf,
  fieldOf,
  type KeptAnswer,
  type OpenQuestion,
  type Question,
  readKeyed,
} from "../assessment/keyed.ts";

/** Nobody keys a form from longer ago than this before its window opened: it is a year typed wrong. */
const OLDEST_DAYS = 183;

/** The item under which the words behind "other" are kept; it is no answer, and leaves no installation. */
export const OTHER_WORDS = "other:words";

export type Keyed = {
  version: number;
  completedOn: Day;
  mode: Mode;
  reason: string | null;
  answers: KeptAnswer[];
};

/** What is asked about a sheet whatever it holds: when and how it was filled in, and why a done one is corrected. */
export const aboutSheet = <M extends Record<string, string>>(
  assessment: Assessment,
  today: Day,
  needsReason: boolean,
  modes: M,
  offered: Readonly<Record<string, string>>,
) => {
  const from = addDays(assessment.opensOn, -OLDEST_DAYS);
  return {
    version,
    completedOn: day("Date it was filled in", {
      from,
      to: today,
      outside: `Date it was filled in must be between ${longDay(from)} and today`,
    }),
    mode: choice(modes, "Select how it was filled in").refine((mode) => Object.hasOwn(offered, mode), {
      error: "Its holder does not permit reading this form aloud here: select another way, or ask your administrator",
    }),
    reason: needsReason
      ? optionalText("Why the answers are corrected", 500).refine((typed) => typed !== null, {
          error: "Enter why the answers are corrected",
        })
      : z
          .string()
          .optional()
          .transform(() => null),
  };
};

/** The control of the first question that a form asks. */
export const firstOf = (questions: readonly Question[], open: readonly OpenQuestion[]): string | undefined =>
  [...questions, ...open].map(({ item }) => fieldOf(item))[0];

const schema = (assessment: Assessment, today: Day, needsReason: boolean, allowed: ReadonlySet<string>) =>
  z.object({
    ...aboutSheet(assessment, today, needsReason, MODES, modesFor(allowed, assessment.mode)),
    words: optionalText("What the other behaviour is", 200),
  });

/** The most characters of an answer in words. */
export const LONGEST_IN_WORDS = 2000;

/** Reads the answers in words: kept to the letter, and blank is no answer. */
function readWords(data: FormData, open: readonly OpenQuestion[]): Result<KeptAnswer[], FormProblem> {
  const asked = open.map(({ item, ask }) => [fieldOf(item), optionalLongText(`“${ask}”`, LONGEST_IN_WORDS)] as const);
  const read = parseForm(z.object(Object.fromEntries(asked)), data);
  if (!read.ok) return read;
  return ok(
    open.flatMap(({ item }) => {
      const value = read.value[fieldOf(item)] ?? null;
      return value === null ? [] : [{ item, value }];
    }),
  );
}

/** What was chosen or written at each question, exactly as it was sent; nothing is an empty text. */
export function typedAnswers(
  values: FormProblem["values"],
  questions: readonly Pick<Question, "item">[],
): Map<string, string> {
  const typed = (item: string) => [values[fieldOf(item)] ?? ""].flat()[0] ?? "";
  return new Map(questions.map(({ item }) => [item, typed(item)]));
}

/** The behaviours that were added to a recount on the page, with the one that is being added now. */
export function addedTo(data: FormData, more: Readonly<Record<string, string>>): string[] {
  const another = data.has("adding") ? data.getAll("another") : [];
  const named = [...data.getAll("added"), ...another].map(String);
  return [...new Set(named.filter((code) => Object.hasOwn(more, code)))];
}

/**
 * Reads a keyed form: when and how it was filled in, and every answer held against what its question allows. Everything
 * that is wrong is told at once, item by item, and what was typed is kept. A form without a single answer is refused.
 */
export function parseKeying(
  data: FormData,
  assessment: Assessment,
  { questions, open }: { questions: readonly Question[]; open: readonly OpenQuestion[] },
  today: Day,
  allowed: ReadonlySet<string>,
): Result<Keyed, FormProblem> {
  const values = typedValues(data);
  // Who did not see that it is done already is told that first, and only then asked why it is corrected.
  const needsReason = needsCorrectionReason(assessment) && values.version === String(assessment.version);
  const about = parseForm(schema(assessment, today, needsReason, allowed), data);
  const answers = readKeyed(questions, typedAnswers(values, questions));
  const said = readWords(data, open);
  const errors = [
    ...(about.ok ? [] : about.error.errors),
    ...(answers.ok ? [] : answers.error.map(({ item, text }) => ({ field: fieldOf(item), text }))),
    ...(said.ok ? [] : said.error.errors),
  ];
  if (!about.ok || !answers.ok || !said.ok) return err({ values, errors });
  if (answeredOf(questions, answers.value).answered + said.value.length === 0)
    return err({
      values,
      errors: [
        {
          field: "form",
          text: "Key at least one answer, or say why it was not collected",
          at: firstOf(questions, open),
        },
      ],
    });
  const { words, ...rest } = about.value;
  const other = words === null ? [] : [{ item: OTHER_WORDS, value: words }];
  return ok({ ...rest, answers: [...answers.value, ...said.value, ...other] });
}
