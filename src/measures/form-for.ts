import type { Definition, Form, Pair } from "./definition.ts";

/**
 * The form for an occasion. First time: the first form listed. Later: the form that pairs with the one used
 * first. Undefined when nothing pairs with it, so that a pair is never made by silence (docs/rules/pairing-and-change.md).
 */
export function formFor(definition: Definition, usedFirst?: string): Form | undefined {
  if (usedFirst === undefined) return definition.forms[0];
  const second = definition.pairs.find((pair) => pair.first === usedFirst)?.second;
  return definition.forms.find((form) => form.id === second);
}

/** The pair that two forms make in this order, with its caveat, or undefined. */
export const pairOf = (definition: Definition, first: string, second: string): Pair | undefined =>
  definition.pairs.find((pair) => pair.first === first && pair.second === second);
