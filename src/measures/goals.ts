import type { Answers } from "./answers.ts";
import type { GoalsDefinition } from "./definition.ts";
import { reliabilityOf, type Threshold } from "./thresholds.ts";

export type GoalChange = { goal: number; before: number; after: number; improvement: number };

/** Movement on each goal rated both times, and the mean over these; null when no goal was rated both times. */
export type GoalsChange = {
  goals: GoalChange[];
  mean: number | null;
  reliable: "improved" | "worse" | "none" | null;
  threshold: Threshold;
};

/**
 * How far the family's goals moved. Only goals with both ratings count: a goal that was changed or dropped has an
 * end date, not a zero (docs/rules/scores.md). Never averaged with another measure.
 */
export function goalsChange(definition: GoalsDefinition, before: Answers, after: Answers): GoalsChange {
  const goals = definition.items.flatMap(({ number }): GoalChange[] => {
    const [from, to] = [before.get(number), after.get(number)];
    if (typeof from !== "number" || typeof to !== "number") return [];
    return [{ goal: number, before: from, after: to, improvement: to - from }];
  });
  const threshold: Threshold = { ...definition.meanChange, counts: "reached", default: true };
  if (goals.length === 0) return { goals, mean: null, reliable: null, threshold };
  const mean = goals.reduce((sum, goal) => sum + goal.improvement, 0) / goals.length;
  return { goals, mean, reliable: reliabilityOf(mean, threshold), threshold };
}
