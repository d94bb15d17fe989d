import { err, ok, type Result } from "../../../domain/result.ts";
import { type FormProblem, typedValues } from "../../../forms/form.ts";
import {
  answeredOf,
  fieldOf,
  type KeptAnswer,
  type OpenQuestion,
  type Question,
  readKeyed,
} from "../assessment/keyed.ts";
import { firstOf, typedAnswers } from "../sheet/keying-form.ts";

type Asked = { questions: readonly Question[]; open: readonly OpenQuestion[] };

/**
 * Reads the answers of a second keying as those of the first are read; when and how the form was filled in is known. What was
 * written in words is not keyed again, so a form that asks for words may have nothing else to key.
 */
export function parseSecond(data: FormData, { questions, open }: Asked): Result<KeptAnswer[], FormProblem> {
  const values = typedValues(data);
  const answers = readKeyed(questions, typedAnswers(values, questions));
  if (!answers.ok)
    return err({ values, errors: answers.error.map(({ item, text }) => ({ field: fieldOf(item), text })) });
  if (answeredOf(questions, answers.value).answered === 0 && open.length === 0)
    return err({ values, errors: [{ field: "form", text: "Key at least one answer", at: firstOf(questions, open) }] });
  return ok(answers.value);
}
