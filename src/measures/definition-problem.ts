/** What is wrong in a definition and where: `scales[2].direction`. */
export type DefinitionProblem = { path: string; reason: string };

export const problem = (path: string, reason: string): DefinitionProblem => ({ path, reason });

/** Reports each value that stands more than once, at the path of its second place. */
export function repeats(values: readonly (string | number)[], pathOf: (index: number) => string): DefinitionProblem[] {
  return values.flatMap((value, index) =>
    values.indexOf(value) < index ? [problem(pathOf(index), `"${value}" stands twice`)] : [],
  );
}
