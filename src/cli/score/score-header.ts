import { err, ok, type Result } from "../../domain/result.ts";
import { codesOfItem, compileScorer, type Definition, type Scale, type Scorer } from "../../measures/index.ts";
import { quoted } from "../plain-text.ts";

/** Where the id stands among the cells of a row, the item of every other cell, and the codes that it may hold. */
export type Columns = {
  id: number;
  items: number[];
  codes: number[][];
  scorer: Scorer;
  leftOut: string[];
};

const ITEM = /^i([1-9]\d{0,2})$/;

const itemOf = (name: string): number | undefined => {
  const digits = ITEM.exec(name)?.[1];
  return digits === undefined ? undefined : Number(digits);
};

const namesOf = (cells: readonly string[]): string[] => cells.map((cell) => cell.trim().toLowerCase());

const knownNames = (definition: Definition): string[] => ["id", ...definition.items.map((item) => `i${item.number}`)];

/** How many of the columns of a measure stand in a row. */
export function namesFound(definition: Definition, cells: readonly string[]): number {
  const names = new Set(namesOf(cells));
  return knownNames(definition).filter((name) => names.has(name)).length;
}

function nameProblems(definition: Definition, names: readonly string[]): string[] {
  const known = knownNames(definition);
  const range = `id or ${known[1]} to ${known.at(-1)}`;
  return names.flatMap((name, at) => {
    if (name === "") return [`column ${at + 1} has no name`];
    if (names.indexOf(name) < at) return [`column ${quoted(name)} stands twice`];
    return known.includes(name) ? [] : [`column ${quoted(name)} is not ${range}`];
  });
}

const needs = (scale: Scale): number[] => (scale.gate ? [...scale.items, scale.gate.item] : scale.items);

/** A scale may have all its columns or none; some would make a complete form look like one with gaps. */
function partProblems(definition: Definition, items: readonly number[]): string[] {
  const missing = new Map<number, string>();
  for (const scale of definition.scales) {
    const absent = needs(scale).filter((item) => !items.includes(item));
    if (absent.length === needs(scale).length) continue;
    for (const item of absent) if (!missing.has(item)) missing.set(item, scale.id);
  }
  return [...missing].map(
    ([item, scale]) => `column "i${item}" is missing: ${scale} needs it (leave cells blank that were not answered)`,
  );
}

/**
 * Reads the first row: `id` and `i1`, `i2`, ... in any order, upper or lower case. Says everything that is wrong
 * with it. A scale none of whose items has a column is left out of the output, and named in `leftOut`.
 */
export function readHeader(definition: Definition, cells: readonly string[]): Result<Columns, string[]> {
  const names = namesOf(cells);
  const strange = nameProblems(definition, names);
  const id = names.indexOf("id");
  const items = names.map(itemOf).filter((item) => item !== undefined);
  if (id < 0) strange.push('there is no column "id"');
  if (strange.length > 0) return err(strange);
  if (items.length === 0) return err(["there is no column of answers: i1, i2, ..."]);
  const partial = partProblems(definition, items);
  if (partial.length > 0) return err(partial);
  const codes = items.map((item) => codesOfItem(definition, item));
  const scorer = compileScorer(definition, { columns: items });
  const present = new Set(scorer.scales.map((one) => one.scale.id));
  const leftOut = definition.scales.map((scale) => scale.id).filter((scale) => !present.has(scale));
  if (present.size === 0) return err(["no scale has its items among the columns"]);
  return ok({ id, items, codes, scorer, leftOut });
}
