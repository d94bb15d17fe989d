import { asksSafety, type Behaviour, type BehaviourItem, CHALLENGE, HOW_OFTEN, YES_NO } from "../check/behaviours.ts";
import type { RuleDefinition } from "./rule-definition.ts";
import { isEnoughAlone, ratedOf, recommendsParenting, type Weight, weigh } from "./weighing.ts";

const ANSWERS = {
  howOften: Object.keys(HOW_OFTEN),
  challenge: Object.keys(CHALLENGE),
  injured: Object.keys(YES_NO),
} as const;

export type Question = keyof typeof ANSWERS;
export type MissingAnswer = { behaviour: Behaviour; question: Question };

const QUESTIONS = Object.keys(ANSWERS) as Question[];

/** The questions of an item that the rule reads and nobody answered. */
export const blanksOf = (item: BehaviourItem): Question[] =>
  QUESTIONS.filter((question) => item[question] === null && (question !== "injured" || asksSafety(item.behaviour)));

const answered = (item: BehaviourItem, question: Question): BehaviourItem[] =>
  ANSWERS[question].map((code) => ({ ...item, [question]: code }) as BehaviourItem);

/** Every way in which the given questions of an item could still be answered. */
const completions = (item: BehaviourItem, questions: readonly Question[]): BehaviourItem[] =>
  questions.reduce<BehaviourItem[]>((items, question) => items.flatMap((one) => answered(one, question)), [item]);

type Others = { least: number; most: number };

/** How many of the other behaviours count as regular while none of them is enough alone. */
function regularAmong(rule: RuleDefinition, items: readonly BehaviourItem[]): Others {
  const notAlone = items.map((item) =>
    completions(item, blanksOf(item))
      .map((one) => weigh(rule, ratedOf(one)))
      .filter((weight) => !isEnoughAlone(weight)),
  );
  return {
    least: notAlone.filter((weights) => weights.every(({ regular }) => regular)).length,
    most: notAlone.filter((weights) => weights.some(({ regular }) => regular)).length,
  };
}

function couldChange(rule: RuleDefinition, item: BehaviourItem, question: Question, others: Others): boolean {
  const rest = blanksOf(item).filter((other) => other !== question);
  return completions(item, rest).some((one) => {
    const weights = answered(one, question).map((full) => weigh(rule, ratedOf(full)));
    const recommends = (weight: Weight, regular: number) =>
      isEnoughAlone(weight) || regular + (weight.regular ? 1 : 0) >= rule.several.behaviours;
    for (let regular = others.least; regular <= others.most; regular += 1) {
      const results = new Set(weights.map((weight) => recommends(weight, regular)));
      if (results.size > 1) return true;
    }
    return false;
  });
}

/**
 * The blank answers that could change whether a parenting programme is recommended; none when the answers given already
 * settle it. An answer is named when some way of filling in all the other blanks makes the result turn on it.
 */
export function missingAnswers(rule: RuleDefinition, items: readonly BehaviourItem[]): MissingAnswer[] {
  const asGiven = items.map((item) => weigh(rule, ratedOf(item)));
  if (recommendsParenting(rule, asGiven)) return [];
  return items.flatMap((item) => {
    const others = regularAmong(
      rule,
      items.filter((other) => other !== item),
    );
    return blanksOf(item)
      .filter((question) => couldChange(rule, item, question, others))
      .map((question) => ({ behaviour: item.behaviour, question }));
  });
}
