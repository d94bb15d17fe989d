import { err, ok, type Result } from "../domain/result.ts";
import { checkFacts } from "./check-facts.ts";
import { checkItems } from "./check-items.ts";
import { checkNorms } from "./check-norms.ts";
import { checkScales } from "./check-scales.ts";
import { type Definition, definitionSchema } from "./definition.ts";
import { type DefinitionProblem, problem } from "./definition-problem.ts";

const pathText = (path: readonly PropertyKey[]): string =>
  path
    .map((step) => (typeof step === "number" ? `[${step}]` : `.${String(step)}`))
    .join("")
    .replace(/^\./, "") || "(top)";

/**
 * Reads a measure definition from parsed JSON, or says everything that is wrong with it and where: missing facts,
 * items in no scale or twice, bands with gaps, a range that the items can't give, facts without a source. What
 * refers to items is checked first; the rest only when those are sound.
 */
export function readDefinition(value: unknown): Result<Definition, DefinitionProblem[]> {
  const parsed = definitionSchema.safeParse(value);
  if (!parsed.success) {
    return err(parsed.error.issues.map((issue) => problem(pathText(issue.path), issue.message)));
  }
  const definition = parsed.data;
  for (const check of [checkItems, checkScales, checkNorms, checkFacts]) {
    const problems = check(definition);
    if (problems.length > 0) return err(problems);
  }
  return ok(definition);
}

/** The same from the text of a file; text that is not JSON is one problem. */
export function parseDefinition(text: string): Result<Definition, DefinitionProblem[]> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return err([problem("(file)", `not JSON: ${(error as Error).message}`)]);
  }
  return readDefinition(value);
}
