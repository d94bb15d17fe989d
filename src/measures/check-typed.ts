import type { Definition } from "./definition.ts";
import { type DefinitionProblem, problem } from "./definition-problem.ts";
import type { Scale } from "./scale.ts";

const HAVE_ITEMS = '"items", "reversed", "recode", "gate" and "missing" belong to the owner\'s form';

function sumProblems(scale: Scale, parts: readonly string[], earlier: readonly Scale[], path: string) {
  const found = parts.map((id) => earlier.find((one) => one.id === id));
  const absent = parts.filter((_, i) => !found[i]);
  if (absent.length > 0) return absent.map((id) => problem(path, `there is no scale "${id}" before this one`));
  const other = found.filter((part) => part!.direction !== scale.direction);
  if (other.length > 0) return other.map((part) => problem(path, `"${part!.id}" is ${part!.direction}`));
  const add = (end: "min" | "max") => found.reduce((sum, part) => sum + part!.range[end], 0);
  const { min, max } = scale.range;
  return min === add("min") && max === add("max")
    ? []
    : [problem(path, `says ${min} to ${max}, but its parts give ${add("min")} to ${add("max")}`)];
}

/** Typed totals: no item stands with them, both ends lie on a step, and a sum of others has the range of their sum. */
export function checkTyped(definition: Definition, scale: Scale, path: string): DefinitionProblem[] {
  const { aggregate, range } = scale;
  if (definition.kind !== "totals" || aggregate.kind !== "typed") {
    return [problem(`${path}.aggregate.kind`, '"typed" and a measure of the kind "totals" go together')];
  }
  const own = [...scale.items, ...scale.reversed, ...scale.recode, ...(scale.gate ? [scale.gate] : [])];
  if (own.length > 0 || scale.missing) return [problem(path, `is typed: ${HAVE_ITEMS}`)];
  if (scale.rounding !== "none") return [problem(`${path}.rounding`, "a typed total is kept as it was typed")];
  if (range.min >= range.max) return [problem(`${path}.range`, `${range.min} to ${range.max} is no range`)];
  const earlier = definition.scales.slice(0, definition.scales.indexOf(scale));
  return aggregate.sumOf ? sumProblems(scale, aggregate.sumOf, earlier, `${path}.aggregate.sumOf`) : [];
}
