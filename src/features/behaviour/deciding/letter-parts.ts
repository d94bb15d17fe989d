import { SUPPORT_CODES, SUPPORTS_TO_CARER, type Support } from "../../../domain/support.ts";
import type { Letter } from "./letter.ts";

/** The parts of a letter whose lines may be left out before it is printed: what was said and suggested, never whom to ring or where to get help. */
export const PARTS = ["strengths", "talkedAbout", "recommendation", "offers", "notNow", "elseThere"] as const;
export type Part = (typeof PARTS)[number];

/** Names one line of a letter: "talkedAbout-0". */
export const lineName = (part: Part, at: number): string => `${part}-${at}`;

/** Every line of a letter that may be left out, by its name. */
export const linesOf = (letter: Letter): Record<string, string> =>
  Object.fromEntries(PARTS.flatMap((part) => (letter[part] ?? []).map((line, at) => [lineName(part, at), line])));

/** The letter as it is printed, without the lines that were left out. */
export function without(letter: Letter, leftOut: readonly string[]): Letter {
  const keep = (part: Part) => (letter[part] ?? []).filter((_, at) => !leftOut.includes(lineName(part, at)));
  return { ...letter, ...(Object.fromEntries(PARTS.map((part) => [part, keep(part)])) as Pick<Letter, Part>) };
}

/** What two kinds were called in letters that were written before they got plainer words. */
const CALLED_BEFORE: Partial<Record<Support, string>> = {
  parenting: "a parenting programme, about what things are like at home and what can help",
  "family-group-conference": "a family group conference, where your family makes its own plan",
};

/** The kinds of support that a letter names as what else there is: the carer is told of them when it is printed. */
export const toldBy = ({ elseThere }: Letter): Support[] =>
  SUPPORT_CODES.filter((support) =>
    elseThere.some((said) => said === SUPPORTS_TO_CARER[support] || said === CALLED_BEFORE[support]),
  );
