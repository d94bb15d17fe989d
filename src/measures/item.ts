import { z } from "zod";
import { kebab, provenance, terminologyCode, words } from "./fact.ts";

export const itemNumber = z.int().min(1).max(500);
export const answerCode = z.int().min(0).max(100);

/** A topic is our own and at most three words: no wording of a standardised item stands in this repository. */
const topic = z
  .string()
  .max(40)
  .regex(/^\S+( \S+){0,2}$/, "must be one to three words");

/** The codes that a group of items may be answered with; labels are our own short words. */
export const answerSet = z.strictObject({
  codes: z.array(z.strictObject({ code: answerCode, label: words })).min(2),
  ...provenance,
});

/**
 * An answer at or above `atLeast` must be seen by a person (docs/rules/concerns.md): at or above `urgent.atLeast`, and everywhere
 * where that is left out, within the working day.
 */
const riskRule = z.strictObject({
  atLeast: answerCode,
  urgent: z.strictObject({ atLeast: answerCode, ...provenance }).optional(),
  ...provenance,
});

/** The item is asked only when another item was answered with one of these codes. */
const askedWhen = z.strictObject({ item: itemNumber, in: z.array(answerCode).min(1), ...provenance });

export const item = z.strictObject({
  number: itemNumber,
  topic,
  /** Our own question in full. Only a measure that is not standardised may hold it. */
  ask: words.optional(),
  answers: kebab,
  forms: z.array(kebab).min(1).optional(),
  askedWhen: askedWhen.optional(),
  risk: riskRule.optional(),
  /** Says why an item stands in no scale. */
  unscored: words.optional(),
  /** Says why an item stands in more than one scale. */
  shared: words.optional(),
  codes: z.array(terminologyCode).default([]),
});

/** A question of our own that is answered in the carer's words: never scored, never counted as an item. */
export const openQuestion = z.strictObject({ id: kebab, topic, ask: words });

export type Item = z.infer<typeof item>;
export type AnswerSet = z.infer<typeof answerSet>;
