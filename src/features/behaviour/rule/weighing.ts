import type { Behaviour, BehaviourItem } from "../check/behaviours.ts";
import type { RuleDefinition } from "./rule-definition.ts";

/** A behaviour with every answer read as a number; what is not known is below everything. */
export type Rated = { behaviour: Behaviour; howOften: number; challenge: number; injured: boolean };

/** What one behaviour does to the parenting recommendation. */
export type Weight = { frequent: boolean; neverBelow: boolean; regular: boolean };

const BELOW_EVERYTHING = -1;

const numberOf = (code: string | null): number =>
  code === null || code === "not-known" ? BELOW_EVERYTHING : Number(code);

/** Reads the answers of an item; a blank is read as below, as "don't know" is. */
export const ratedOf = (item: BehaviourItem): Rated => ({
  behaviour: item.behaviour,
  howOften: numberOf(item.howOften),
  challenge: numberOf(item.challenge),
  injured: item.injured === "yes",
});

/** Applies the thresholds of a rule to one behaviour (docs/rules/route-rule.md). */
export function weigh(rule: RuleDefinition, rated: Rated): Weight {
  const { frequentAndChallenging: often, several, neverBelow } = rule;
  const hurtOrDamaged = rated.injured || often.hurtOrDamaged.includes(rated.behaviour);
  const somebodyHurt = rated.injured || neverBelow.somebodyHurt.includes(rated.behaviour);
  const enough = hurtOrDamaged ? Math.min(often.howOften, often.howOftenWhereHurtOrDamaged) : often.howOften;
  return {
    frequent: rated.challenge >= often.challenge && rated.howOften >= enough,
    neverBelow: somebodyHurt && rated.challenge >= neverBelow.challenge,
    regular: rated.challenge >= several.challenge && rated.howOften >= several.howOften,
  };
}

/** Is this behaviour enough for a recommendation all by itself? */
export const isEnoughAlone = (weight: Weight): boolean => weight.frequent || weight.neverBelow;

/** Do these behaviours together recommend a parenting programme? */
export const recommendsParenting = (rule: RuleDefinition, weights: readonly Weight[]): boolean =>
  weights.some(isEnoughAlone) || weights.filter(({ regular }) => regular).length >= rule.several.behaviours;
