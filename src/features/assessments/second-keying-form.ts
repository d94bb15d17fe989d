import { type FormProblem, typedValues } from "../../domain/form.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { answeredOf, fieldOf, type KeptAnswer, type Question, readKeyed } from "./keyed.ts";
import { typedAnswers } from "./keying-form.ts";

/** Reads the answers of a second keying as those of the first are read; when and how the form was filled in is known. */
export function parseSecond(data: FormData, questions: readonly Question[]): Result<KeptAnswer[], FormProblem> {
  const values = typedValues(data);
  const answers = readKeyed(questions, typedAnswers(values, questions));
  if (!answers.ok)
    return err({ values, errors: answers.error.map(({ item, text }) => ({ field: fieldOf(item), text })) });
  if (answeredOf(questions, answers.value).answered === 0)
    return err({ values, errors: [{ field: "form", text: "Key at least one answer" }] });
  return ok(answers.value);
}
