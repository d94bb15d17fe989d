import { field, select } from "../../../forms/field.ts";
import { choice, type FormProblem, optionalText } from "../../../forms/form.ts";
import { type GoalWords, shortLabelOf } from "./carried.ts";
import { WHOSE, type Whose } from "./words.ts";

const NUMBERS = [1, 2, 3] as const;
const words = optionalText("A goal", 300);
const whose = choice(WHOSE, "Select whose goal it is").default("carer");

/** Up to three goals in the family's own words, and whose each is. */
export const goalFields = { words1: words, whose1: whose, words2: words, whose2: whose, words3: words, whose3: whose };

type Typed = { [name in `words${1 | 2 | 3}`]: string | null } & { [name in `whose${1 | 2 | 3}`]: Whose };

/** The goals that were typed; an empty line is none. */
export const goalsTyped = (typed: Typed): GoalWords[] =>
  NUMBERS.flatMap((number) => {
    const said = typed[`words${number}`];
    return said === null ? [] : [{ words: said, shortLabel: shortLabelOf(said), whose: typed[`whose${number}`] }];
  });

export const goalValues = (goals: readonly { words: string; whose: Whose }[]): FormProblem["values"] =>
  Object.fromEntries(
    NUMBERS.flatMap((number) => [
      [`words${number}`, goals[number - 1]?.words ?? ""],
      [`whose${number}`, goals[number - 1]?.whose ?? "carer"],
    ]),
  );

/** The questions about goals. */
export const goalQuestions = (form: FormProblem) =>
  NUMBERS.map((number) => ({
    number,
    words: field(`words${number}`, form),
    whose: select(`whose${number}`, WHOSE, form),
  }));
