import { z } from "zod";
import { BEHAVIOUR_CODES } from "../check/behaviours.ts";

const behaviours = z.array(z.enum(BEHAVIOUR_CODES as [(typeof BEHAVIOUR_CODES)[number], ...typeof BEHAVIOUR_CODES]));
const howOften = z.number().int().min(0).max(6);
const challenge = z.number().int().min(0).max(3);

/** What a version of the route rule holds as data (docs/rules/route-rule.md). Thresholds are "at least". */
const schema = z.object({
  text: z.array(z.string().min(1)),
  frequentAndChallenging: z.object({
    challenge,
    howOften,
    howOftenWhereHurtOrDamaged: howOften,
    /** The behaviours by which somebody or something is hurt, or things are damaged; a known injury counts as well. */
    hurtOrDamaged: behaviours,
  }),
  several: z.object({ behaviours: z.number().int().min(1), howOften, challenge }),
  /** With one of these (or a known injury) at this challenge the answer is never "below the rule". */
  neverBelow: z.object({ somebodyHurt: behaviours, challenge }),
  lookAgainWeeks: z.number().int().min(1).max(52),
  evidence: z.object({ parenting: z.string().min(1), cbt: z.string().min(1) }),
});

export type RuleDefinition = z.output<typeof schema>;

/** One version of the rule: what it says, since when, and whether the partnership's lead has confirmed it. */
export type RouteRule = {
  version: number;
  effectiveFrom: string;
  confirmedAt: string | null;
  definition: RuleDefinition;
};

/** Reads a rule's definition as stored. Throws when it is not one: a rule that can't be read must not decide. */
export const readRuleDefinition = (text: string): RuleDefinition => schema.parse(JSON.parse(text));
