import type { Day } from "../../../domain/calendar.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { Mode } from "./assessment.ts";

/** One answer as it is kept: a code, or why there is none. Left blank is no entry at all. */
export type KeptAnswer = { item: string; value: string };

/** What a form asks at one place: its key on the page, its number and topic, and what may be keyed there. */
export type Question = {
  item: string;
  number: string;
  topic: string;
  codes: readonly { code: string; label: string }[];
  /** Asked only when another item was answered with one of these. */
  askedWhen: { item: string; in: readonly string[] } | null;
};

/** A question answered in words, beside those answered with codes: where its words are kept, and how it is asked. */
export type OpenQuestion = { item: string; ask: string };

/**
 * An answer sheet as it was keyed. `asked` are the items that the form asked. `replaces` is the sheet that it corrects,
 * with why, and what that one said.
 */
export type KeyedSheet = {
  responseId: string;
  completedOn: Day;
  mode: Mode | "totals";
  /** In which the form was filled in. */
  language: string;
  asked: readonly string[];
  answers: readonly KeptAnswer[];
  replaces: { responseId: string; reason: string; answers: ReadonlyMap<string, string> } | null;
};

export const DECLINED = "declined";
export const NOT_APPLICABLE = "not-applicable";

/** The name of a question's field on the page. */
export const fieldOf = (item: string): string => `i-${item.replaceAll(":", "-")}`;

const shown = (value: string): string => value.replaceAll(/\p{Cc}/gu, "").slice(0, 20);
const isCode = (value: string): boolean => value !== "" && value !== DECLINED && value !== NOT_APPLICABLE;

/** Does the form say to skip this, given the answer that it hangs on? Not while that one is blank or declined: it may have been asked. */
export function isSkipped({ askedWhen }: Question, typed: ReadonlyMap<string, string>): boolean {
  const given = askedWhen ? (typed.get(askedWhen.item)?.trim() ?? "") : "";
  return askedWhen !== null && isCode(given) && !askedWhen.in.includes(given);
}

/**
 * What was keyed, checked against what each question allows. Blank stays blank; a question that the form says to skip is
 * kept as not applicable, and is refused when it was answered all the same. `typed` holds texts by item.
 */
export function readKeyed(
  questions: readonly Question[],
  typed: ReadonlyMap<string, string>,
): Result<KeptAnswer[], { item: string; text: string }[]> {
  const problems: { item: string; text: string }[] = [];
  const kept: KeptAnswer[] = [];
  for (const question of questions) {
    const value = typed.get(question.item)?.trim() ?? "";
    const allowed = [...question.codes.map(({ code }) => code), DECLINED, NOT_APPLICABLE];
    if (isSkipped(question, typed)) {
      if (isCode(value))
        problems.push({
          item: question.item,
          text: `${question.number} ${question.topic} is skipped on this form, given the answer before it`,
        });
      kept.push({ item: question.item, value: NOT_APPLICABLE });
    } else if (value !== "" && !allowed.includes(value))
      problems.push({
        item: question.item,
        text: `${question.number} ${question.topic}: “${shown(value)}” is not one of ${question.codes.map(({ code }) => code).join(", ")}`,
      });
    else if (value !== "") kept.push({ item: question.item, value });
  }
  return problems.length > 0 ? err(problems) : ok(kept);
}

/** How many were answered with a code, of how many that the form asks. */
export function answeredOf(
  questions: readonly Question[],
  kept: readonly KeptAnswer[],
): { answered: number; asked: number } {
  const skipped = new Set(kept.filter(({ value }) => value === NOT_APPLICABLE).map(({ item }) => item));
  const answered = kept.filter(({ value }) => value !== NOT_APPLICABLE && value !== DECLINED).length;
  return { answered, asked: questions.filter(({ item }) => !skipped.has(item)).length };
}
