import { type Answers, encodeRow } from "./answers.ts";
import type { Circumstances } from "./bands.ts";
import { type Definition, itemsOnForm } from "./definition.ts";
import type { ScaleScore } from "./scale-score.ts";
import { keysOfBlock } from "./score-block.ts";
import { compileScorer, type Scorer } from "./scorer.ts";

/** Changes whenever the same answers could score differently under the same definition; a score row keeps it. */
export const SCORER_VERSION = "1";

export type ScoredResponse = {
  measure: string;
  version: string;
  form: string;
  scorer: string;
  scores: ScaleScore[];
};

const compiledForms = new WeakMap<Definition, Map<string, Scorer>>();

function scorerFor(definition: Definition, formId: string, circumstances: Circumstances): Scorer {
  const known = compiledForms.get(definition) ?? new Map<string, Scorer>();
  compiledForms.set(definition, known);
  const name = `${formId} ${circumstances.informant ?? ""} ${circumstances.ageYears ?? ""}`;
  const columns = itemsOnForm(definition, formId).map((item) => item.number);
  const scorer = known.get(name) ?? compileScorer(definition, { columns, circumstances });
  known.set(name, scorer);
  return scorer;
}

/**
 * Scores one response: every scale of the form, in the definition's order, each with its score or the reason why
 * there is none. Pure. Throws on a form or a code that the definition does not have (`checkAnswers` comes first).
 */
export function scoreResponse(
  definition: Definition,
  formId: string,
  answers: Answers,
  circumstances: Circumstances = {},
): ScoredResponse {
  if (!definition.forms.some((form) => form.id === formId)) throw new Error(`${definition.id} has no form "${formId}"`);
  const scorer = scorerFor(definition, formId, circumstances);
  const keys = scorer.scales.map(() => new Int32Array(1));
  const row = encodeRow(definition, scorer.columns, answers);
  keysOfBlock(scorer, { answers: row, rows: 1, columns: row.length }, keys);
  const scores = scorer.scales.map((compiled, at) => compiled.outcome(keys[at]![0]!));
  return { measure: definition.id, version: definition.version, form: formId, scorer: SCORER_VERSION, scores };
}
