import type { Answers } from "./answers.ts";
import type { Definition } from "./definition.ts";
import type { Provenance } from "./fact.ts";

/** An answer that a person must look at now: it opens a concern in the same commit (docs/rules/concerns.md). */
export type RiskAnswer = {
  item: number;
  topic: string;
  answer: number;
  atLeast: number;
  isUrgent: boolean;
  rule: Provenance;
};

/**
 * The risk answers among those given so far. Works on an unfinished form as on a finished one: a risk counts the
 * moment its answer is saved. Blank, declined and not applicable are no risk answers.
 */
export function riskOf(definition: Definition, answers: Answers): RiskAnswer[] {
  return definition.items.flatMap(({ number, topic, risk }): RiskAnswer[] => {
    const answer = answers.get(number);
    if (!risk || typeof answer !== "number" || answer < risk.atLeast) return [];
    const { atLeast, urgent, ...rule } = risk;
    return [{ item: number, topic, answer, atLeast, isUrgent: answer >= (urgent?.atLeast ?? atLeast), rule }];
  });
}

/** Whether any item of the measure carries a risk rule: such a form goes out only as docs/rules/concerns.md allows. */
export const hasRiskItem = (definition: Definition): boolean => definition.items.some((item) => item.risk);
