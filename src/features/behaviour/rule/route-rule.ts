import { type Day, longDay } from "../../../domain/calendar.ts";
import { midSentence } from "../../../domain/mid-sentence.ts";
import { BEHAVIOURS, type BehaviourItem, behaviourSaid } from "../check/behaviours.ts";
import type { NeedOnFile } from "../check/need.ts";
import { type MissingAnswer, missingAnswers, type Question } from "./missing-answers.ts";
import type { RuleDefinition } from "./rule-definition.ts";
import { ratedOf, recommendsParenting, weigh } from "./weighing.ts";

export const ANSWERS = {
  parenting: "Recommended: parenting programme",
  cbt: "Recommended: CBT for the carer",
  "parenting-and-cbt": "Recommended: parenting programme, and CBT for the carer",
  "not-enough-information": "Not enough information",
  "below-the-rule": "Below the rule today",
} as const;
export type Answer = keyof typeof ANSWERS;

export type RecommendedRoute = "parenting" | "cbt";

export type Reason = {
  kind: "behaviour" | "several" | "hurt" | "below" | "need" | "not-known";
  text: string;
};

/** What the rule says of one check on one day. `routes` stand whatever is missing; `missing` could add to them. */
export type RuleResult = {
  answer: Answer;
  routes: RecommendedRoute[];
  reasons: Reason[];
  missing: (MissingAnswer & { text: string })[];
};

const QUESTION_SAID: Record<Question, string> = {
  howOften: "how often",
  challenge: "how much it challenges the carer",
  injured: "whether anybody was injured",
};

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/**
 * Applies a version of the route rule to a check and the carer's latest need assessment (docs/rules/route-rule.md).
 * It recommends; a person decides. The kind of care arrangement is no input: it never excludes.
 */
export function applyRule(
  rule: RuleDefinition,
  items: readonly BehaviourItem[],
  need: NeedOnFile | null,
  today: Day,
): RuleResult {
  const parenting = recommendsParenting(
    rule,
    items.map((item) => weigh(rule, ratedOf(item))),
  );
  const cbt = need !== null && need.need === "yes" && isValid(need, today);
  const missing = missingAnswers(rule, items);
  return {
    answer: answerOf(parenting, cbt, missing.length > 0),
    routes: [...(parenting ? (["parenting"] as const) : []), ...(cbt ? (["cbt"] as const) : [])],
    reasons: [...behaviourReasons(rule, items), needReason(need, today), ...notKnownReasons(items)],
    missing: missing.map((one) => ({
      ...one,
      text: `${QUESTION_SAID[one.question]} is missing for “${midSentence(BEHAVIOURS[one.behaviour])}”, and it could change this`,
    })),
  };
}

function answerOf(parenting: boolean, cbt: boolean, undecided: boolean): Answer {
  if (undecided) return "not-enough-information";
  if (parenting) return cbt ? "parenting-and-cbt" : "parenting";
  return cbt ? "cbt" : "below-the-rule";
}

/** Does a need assessment count on this day? From its own day until the last day it is valid (12 weeks). */
export const isValid = (need: NeedOnFile, today: Day): boolean => need.onDay <= today && today <= need.validToOn;

function behaviourReasons(rule: RuleDefinition, items: readonly BehaviourItem[]): Reason[] {
  const weighed = items.map((item) => ({ item, weight: weigh(rule, ratedOf(item)) }));
  const frequent = weighed.filter(({ weight }) => weight.frequent);
  const hurt = weighed.filter(({ weight }) => weight.neverBelow && !weight.frequent);
  const regular = weighed.filter(({ weight }) => weight.regular);
  const reasons: Reason[] = [
    ...frequent.map(({ item }): Reason => ({ kind: "behaviour", text: behaviourSaid(item) })),
    ...hurt.map(
      ({ item }): Reason => ({ kind: "hurt", text: `Somebody is hurt: ${midSentence(behaviourSaid(item))}` }),
    ),
  ];
  if (reasons.length === 0 && regular.length >= rule.several.behaviours)
    return regular.map(({ item }) => ({ kind: "several", text: behaviourSaid(item) }));
  if (reasons.length > 0) return reasons;
  return [{ kind: "below", text: belowSaid(items) }];
}

const belowSaid = (items: readonly BehaviourItem[]): string =>
  items.length === 0
    ? "No behaviour was reported in this check"
    : "No behaviour is both frequent and challenging, and fewer than three happen about weekly and challenge the carer";

/** What the file holds on the carer's need. No assessment is said as that, never as "no". */
function needReason(need: NeedOnFile | null, today: Day): Reason {
  const said = (text: string): Reason => ({ kind: "need", text });
  if (need === null) return said("No need assessment of the carer is on file");
  const on = longDay(need.onDay);
  if (!isValid(need, today)) return said(`The need assessment of ${on} is no longer valid`);
  if (need.need === "yes") return said(`The carer was assessed on ${on} as in need of therapeutic support`);
  if (need.need === "no") return said(`The need assessment of ${on} says no`);
  return said(`The need assessment of ${on} says there was not enough to go on`);
}

const notKnownReasons = (items: readonly BehaviourItem[]): Reason[] =>
  items.flatMap((item) =>
    (["howOften", "challenge", "injured"] as const)
      .filter((question) => item[question] === "not-known")
      .map(
        (question): Reason => ({
          kind: "not-known",
          text: `${sentence(QUESTION_SAID[question])} is not known for “${midSentence(BEHAVIOURS[item.behaviour])}”: it counts as below`,
        }),
      ),
  );
