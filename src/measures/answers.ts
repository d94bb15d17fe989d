import { answerSetOf, type Definition, itemsOnForm } from "./definition.ts";
import type { Item } from "./item.ts";

/**
 * One answer as it was given: the code, left blank, not applicable (the form says to skip it), or declined.
 * None of the last three is zero, and each is kept as what it is.
 */
export type Answer = number | "blank" | "not-applicable" | "declined";

/** Answers by item number. An item that is absent was left blank. */
export type Answers = ReadonlyMap<number, Answer>;

/** Bytes that stand for "no code" in a typed row; codes are 0 to 100. */
export const BLANK = 255;
export const NOT_APPLICABLE = 254;
export const DECLINED = 253;
const NO_CODE = { blank: BLANK, "not-applicable": NOT_APPLICABLE, declined: DECLINED };

export type AnswerProblem = { item: number; text: string };

/** The codes that an item may be answered with, lowest first. Throws when the item is not of this definition. */
export function codesOf(definition: Definition, item: Item): number[] {
  const set = answerSetOf(definition, item.answers);
  if (!set) throw new Error(`${definition.id}: no answer set "${item.answers}"`);
  return set.codes.map((one) => one.code).sort((a, b) => a - b);
}

/** The same by item number. Throws when there is no such item. */
export function codesOfItem(definition: Definition, number: number): number[] {
  const item = definition.items.find((one) => one.number === number);
  if (!item) throw new Error(`${definition.id}: no item ${number}`);
  return codesOf(definition, item);
}

/** Every answer that this form cannot hold: an item that is not on it, or a code that the item does not have. */
export function checkAnswers(definition: Definition, formId: string, answers: Answers): AnswerProblem[] {
  const items = new Map(itemsOnForm(definition, formId).map((one) => [one.number, one]));
  return [...answers].flatMap(([number, answer]): AnswerProblem[] => {
    const item = items.get(number);
    if (!item) return [{ item: number, text: `there is no item ${number} on this form` }];
    if (typeof answer === "string") return [];
    const codes = codesOf(definition, item);
    return codes.includes(answer) ? [] : [{ item: number, text: `${answer} is not one of ${codes.join(", ")}` }];
  });
}

/** One byte a column, for these items in this order. Throws on a code that an item does not have: check before. */
export function encodeRow(definition: Definition, columns: readonly number[], answers: Answers): Uint8Array {
  return Uint8Array.from(columns, (number) => {
    const answer = answers.get(number) ?? "blank";
    if (typeof answer === "string") return NO_CODE[answer];
    if (!codesOfItem(definition, number).includes(answer)) {
      throw new RangeError(`${definition.id} item ${number}: ${answer} is not one of its codes`);
    }
    return answer;
  });
}
