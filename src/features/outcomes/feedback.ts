import { HIDDEN, isTooClose, suppressed, suppressLine } from "../../disclosure/suppression.ts";

/** Our own feedback is told of at least this many people (the notes of its definition). */
export const FEWEST = 10;

/** The answers 0 to 10 in three groups: each by itself would be of too few people to show. */
export const GROUPS = [
  { said: "0 to 3", from: 0, to: 3 },
  { said: "4 to 6", from: 4, to: 6 },
  { said: "7 to 10", from: 7, to: 10 },
] as const;

/** One person's answer to one question on one occasion. */
export type FeedbackAnswer = { carerId: string; value: number };

/** What was answered to one question by whom, in words, with the answers; `tells` are counts of such people shown elsewhere. */
export type FeedbackLine = {
  question: string;
  who: string;
  answers: readonly FeedbackAnswer[];
  tells: readonly number[];
};

export type ShownLine = {
  question: string;
  who: string;
  /** How many people answered; null where the line is not shown. */
  people: number | null;
  /** How many answered within each of `GROUPS`; empty where the line is not shown. */
  groups: (number | typeof HIDDEN)[];
  why: "too-few" | "too-close" | null;
};

const oncePerCarer = (answers: readonly FeedbackAnswer[]): number[] => [
  ...new Map([...answers].reverse().map(({ carerId, value }) => [carerId, value])).values(),
];

/** How a line's people answered; nothing of the groups where those hidden are together 1 to 5 people. */
function distribution(values: readonly number[]): ShownLine["groups"] {
  const counts = GROUPS.map(({ from, to }) => values.filter((value) => value >= from && value <= to).length);
  const shown = suppressLine(counts);
  const hidden = counts.filter((_, i) => shown[i] === HIDDEN).reduce((sum, count) => sum + count, 0);
  return hidden > 0 && suppressed(hidden) === HIDDEN ? counts.map(() => HIDDEN) : shown;
}

/**
 * Lines as they may be shown: a distribution over at least ten people, each carer once with their first answer. A line whose
 * number of people is within 5 of a count that is told, or of a line before it, is not shown, so that no difference tells of a
 * few (docs/rules/statistics.md 2.13).
 */
export function shownFeedback(lines: readonly FeedbackLine[]): ShownLine[] {
  const told: number[] = [];
  return lines.map(({ question, who, answers, tells }) => {
    const values = oncePerCarer(answers);
    const not = (why: ShownLine["why"]) => ({ question, who, people: null, groups: [], why });
    if (values.length < FEWEST) return not("too-few");
    if ([...told, ...tells].some((count) => isTooClose(values.length, count))) return not("too-close");
    told.push(values.length);
    return { question, who, people: values.length, groups: distribution(values), why: null };
  });
}
