import { DECLINED, NOT_APPLICABLE, type Question } from "../assessment/keyed.ts";

/** Keys of what is no single digit: blank, not applicable, declined, don't know, ten. */
const LETTERS: Record<string, string> = {
  "": "b",
  [NOT_APPLICABLE]: "n",
  [DECLINED]: "d",
  "not-known": "k",
  "10": "t",
};

/** What can be keyed at a question: its codes, then what is no code, each with the key that chooses it. */
export const choicesOf = ({ codes }: Question) =>
  [
    ...codes,
    { code: "", label: "left blank" },
    { code: NOT_APPLICABLE, label: "does not apply" },
    { code: DECLINED, label: "preferred not to say" },
  ].map(({ code, label }) => {
    const key = LETTERS[code] ?? code;
    return { value: code, key, label, face: /^\d+$/.test(code) ? code : key };
  });
