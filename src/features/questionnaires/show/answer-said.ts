import { DECLINED, NOT_APPLICABLE, type Question } from "../assessment/keyed.ts";

/** An answer in words; one that is not there was left blank. */
export const answerSaid = ({ codes }: Question, value: string | undefined): string => {
  if (value === undefined) return "left blank";
  if (value === DECLINED) return "preferred not to say";
  if (value === NOT_APPLICABLE) return "does not apply";
  const label = codes.find(({ code }) => code === value)?.label;
  return label === undefined || label === value ? value : `${value}, ${label}`;
};
