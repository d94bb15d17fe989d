import type { Answer } from "../../../measures/answers.ts";
import { DECLINED, NOT_APPLICABLE } from "./keyed.ts";

const codeOf = (value: string): Answer =>
  value === DECLINED ? "declined" : value === NOT_APPLICABLE ? "not-applicable" : Number(value);

/** Answers by item number, for the scorer. Items that are no number (the recount's) are not its business. */
export const answersByNumber = (answers: Iterable<readonly [item: string, value: string]>): Map<number, Answer> =>
  new Map(
    [...answers].flatMap(([item, value]) => (/^\d+$/.test(item) ? [[Number(item), codeOf(value)] as const] : [])),
  );
