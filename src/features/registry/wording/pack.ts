import { isEnglish } from "../../../domain/language.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { Questionnaire, QuestionnaireItem } from "./questionnaire.ts";

/** The wording of one item: what it asks, and what its answers are called. */
export type PackItem = { number: number; text: string; options: { code: number; label: string | null }[] };
export type Pack = { language: string; items: PackItem[] };

/** What the definition has at one place: its number, and the codes it may be answered with. */
export type Expected = { number: number; codes: readonly number[] };

const quoted = (text: string) => `“${text.length > 40 ? `${text.slice(0, 40)}…` : text}”`;
const listed = (values: readonly number[]) => (values.length === 0 ? "none" : values.join(", "));

/** In one pass, since a file may name as many as it likes. */
function repeated<T>(values: readonly T[]): T[] {
  const [seen, again] = [new Set<T>(), new Set<T>()];
  for (const value of values) if (seen.size === seen.add(value).size) again.add(value);
  return [...again];
}

function codeProblems({ number, codes }: Expected, { options }: QuestionnaireItem): string[] {
  const given = options.flatMap(({ code }) => (code === null ? [] : [code])).sort((a, b) => a - b);
  const name = `Item ${number}`;
  const unnumbered = options.length - given.length;
  if (unnumbered > 0)
    return [`${name}: ${unnumbered} of its answers ${unnumbered === 1 ? "has" : "have"} no ordinal value`];
  const twice = repeated(given);
  if (twice.length > 0) return [`${name}: the code ${listed(twice)} stands twice`];
  const wanted = [...codes].sort((a, b) => a - b);
  return String(given) === String(wanted)
    ? []
    : [`${name}: its codes are ${listed(given)}, and the measure’s are ${listed(wanted)}`];
}

function itemProblems(expected: Expected, item: QuestionnaireItem): string[] {
  const noText = item.text === null ? [`Item ${expected.number}: has no text`] : [];
  return [...noText, ...codeProblems(expected, item)];
}

const byNumber = (a: { number: number }, b: { number: number }) => a.number - b.number;

/**
 * Holds a questionnaire against the measure item by item. Everything that is missing, extra, there twice, or answered with
 * other codes is told; a pack with any of that is not taken in at all.
 */
export function packOf({ language, items }: Questionnaire, expected: readonly Expected[]): Result<Pack, string[]> {
  const byLink = new Map(expected.map((one) => [String(one.number), one]));
  const given = new Set(items.map(({ linkId }) => linkId));
  const missing = expected.filter(({ number }) => !given.has(String(number)));
  const extra = [...given].filter((linkId) => !byLink.has(linkId));
  const known = items.flatMap((item) => {
    const one = byLink.get(item.linkId);
    return one ? [{ one, item }] : [];
  });
  const problems = [
    ...repeated(items.map(({ linkId }) => linkId)).map((linkId) => `Item ${quoted(linkId)} stands twice`),
    ...missing.map(({ number }) => `Item ${number} is missing`),
    ...extra.map((linkId) => `${quoted(linkId)} is no item of this measure`),
    ...known.flatMap(({ one, item }) => itemProblems(one, item)),
  ];
  if (problems.length > 0) return err(problems);
  const worded = known.map(({ one, item }) => ({
    number: one.number,
    text: item.text ?? "",
    options: item.options.map(({ code, label }) => ({ code: code ?? 0, label })),
  }));
  return ok({ language, items: worded.sort(byNumber) });
}

/**
 * May this wording be shown on screen by staff? Showing the holder's words at all needs that channel; words in another
 * language need the channel for translations too.
 */
export const mayShow = (language: string, allowed: ReadonlySet<string>): boolean =>
  allowed.has("screen-staff") && (isEnglish(language) || allowed.has("translated"));

/** Of the languages there are, the one asked for; else English; else the first. */
export const chosenLanguage = (languages: readonly string[], wanted: string | undefined): string | undefined =>
  languages.find((one) => one === wanted) ?? languages.find(isEnglish) ?? languages[0];
