import type { Behaviour, BehaviourItem } from "../../src/features/behaviour/check/behaviours.ts";
import { asksSafety } from "../../src/features/behaviour/check/behaviours.ts";
import { readRuleDefinition } from "../../src/features/behaviour/rule/rule-definition.ts";
import { readRoot } from "../support/hosts.ts";

/** The definition that the migration holds, read out of its SQL. */
export const RULE_ONE = readRuleDefinition(/'(\{[\s\S]*?\})',/.exec(readRoot("migrations/0009_rule_one.sql"))![1]!);

/** A reported behaviour with how often and how much it challenges; nobody was injured. */
export const item = (
  behaviour: Behaviour,
  howOften: BehaviourItem["howOften"],
  challenge: BehaviourItem["challenge"],
  more: Partial<BehaviourItem> = {},
): BehaviourItem => ({
  behaviour,
  howOften,
  challenge,
  injured: asksSafety(behaviour) ? "no" : null,
  weapon: null,
  afraid: null,
  ...more,
});
