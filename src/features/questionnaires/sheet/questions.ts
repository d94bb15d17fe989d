import type { Question } from "../assessment/keyed.ts";

type CodeSet = { codes: readonly { code: number; label: string }[] };
type AskedItem = {
  number: number;
  topic: string;
  answers: string;
  askedWhen?: { item: number; in: readonly number[] } | undefined;
};
type Goal = { number: number; words: string };
type Rating = { id: string; title: string; answers: string; notKnown: boolean };

const codesOf = (set: CodeSet | undefined) =>
  [...(set?.codes ?? [])].sort((a, b) => a.code - b.code).map(({ code, label }) => ({ code: String(code), label }));

/** A questionnaire's questions: number, our own topic label, and codes. No wording of the measure. */
export const itemQuestions = (items: readonly AskedItem[], sets: Readonly<Record<string, CodeSet>>): Question[] =>
  items.map(({ number, topic, answers, askedWhen }) => ({
    item: String(number),
    number: String(number),
    topic,
    codes: codesOf(sets[answers]),
    askedWhen: askedWhen ? { item: String(askedWhen.item), in: askedWhen.in.map(String) } : null,
  }));

/** One question a goal, in the family's own whole words. Goals that do not exist are not asked. */
export const goalQuestions = (goals: readonly Goal[], set: CodeSet | undefined): Question[] =>
  goals.map(({ number, words }) => ({
    item: String(number),
    number: `Goal ${number}`,
    topic: words,
    codes: codesOf(set),
    askedWhen: null,
  }));

/** Two questions a behaviour: how often, and how much it challenges. "Don't know" is an answer of its own. */
export const recountQuestions = (
  behaviours: readonly { code: string; said: string }[],
  ratings: readonly Rating[],
  sets: Readonly<Record<string, CodeSet>>,
): Question[] =>
  behaviours.flatMap(({ code, said }) =>
    ratings.map(({ id, title, answers, notKnown }) => ({
      item: `${code}:${id}`,
      number: said,
      topic: title,
      codes: [...codesOf(sets[answers]), ...(notKnown ? [{ code: "not-known", label: "don’t know" }] : [])],
      askedWhen: null,
    })),
  );
