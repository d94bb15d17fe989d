/**
 * A label within a sentence: its first letter small, unless its first word is written in capitals (CBT, GP, SGO) or the rest says
 * that it is a name. What stands further on stays as it is written: "CBT for the carer", "peer support", "a GP".
 */
export const midSentence = (label: string): string =>
  /^\p{Lu}(?=\p{Ll}|\s|$)/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
