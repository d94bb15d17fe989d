import { attainableRange } from "./attainable.ts";
import { checkDerived } from "./check-derived.ts";
import { checkTyped } from "./check-typed.ts";
import { answerSetOf, type Definition } from "./definition.ts";
import { type DefinitionProblem, problem, repeats } from "./definition-problem.ts";
import type { Scale } from "./scale.ts";

const codesOf = (definition: Definition, number: number): number[] | undefined => {
  const item = definition.items.find((one) => one.number === number);
  return item && answerSetOf(definition, item.answers)?.codes.map((one) => one.code);
};

function reversalProblems(definition: Definition, scale: Scale, path: string): DefinitionProblem[] {
  return scale.reversed.flatMap((number, i) => {
    const at = `${path}.reversed[${i}]`;
    if (!scale.items.includes(number)) return [problem(at, `item ${number} is not in this scale`)];
    if (scale.recode.some((one) => one.items.includes(number)))
      return [problem(at, `item ${number} is recoded as well`)];
    const codes = codesOf(definition, number) ?? [];
    const mirror = codes.every((code) => codes.includes(Math.min(...codes) + Math.max(...codes) - code));
    return mirror ? [] : [problem(at, `the codes of item ${number} can't be turned round: give points in "recode"`)];
  });
}

function recodeProblems(definition: Definition, scale: Scale, path: string): DefinitionProblem[] {
  return scale.recode.flatMap(({ items, points }, i) =>
    items.flatMap((number) => {
      const at = `${path}.recode[${i}]`;
      if (!scale.items.includes(number)) return [problem(at, `item ${number} is not in this scale`)];
      const [given, codes] = [Object.keys(points).map(Number), codesOf(definition, number) ?? []];
      const same = given.length === codes.length && codes.every((code) => given.includes(code));
      return same ? [] : [problem(at, `points for ${given.join(", ")}, but item ${number} has ${codes.join(", ")}`)];
    }),
  );
}

function gateProblems(definition: Definition, { gate, items }: Scale, path: string): DefinitionProblem[] {
  if (!gate) return [];
  const codes = codesOf(definition, gate.item);
  if (!codes) return [problem(`${path}.gate`, `there is no item ${gate.item}`)];
  if (items.includes(gate.item)) return [problem(`${path}.gate`, `item ${gate.item} is also added up`)];
  const strange = gate.closedBy.filter((code) => !codes.includes(code));
  return strange.map((code) => problem(`${path}.gate`, `item ${gate.item} has no code ${code}`));
}

function missingProblems({ missing, items, aggregate, rounding }: Scale, path: string): DefinitionProblem[] {
  if (!missing) return [problem(path, '"missing" must say how many items are needed')];
  const { minimumAnswered, prorated } = missing;
  const at = `${path}.missing`;
  if (minimumAnswered > items.length) return [problem(at, `needs ${minimumAnswered} of ${items.length} items`)];
  if (minimumAnswered === items.length && prorated)
    return [problem(at, "nothing can be prorated: every item is needed")];
  if (minimumAnswered < items.length && aggregate.kind === "mean" && !prorated) {
    return [problem(at, "a mean of fewer items is a prorated score")];
  }
  return aggregate.kind === "sum" && rounding === "half-up" && !prorated
    ? [problem(`${path}.rounding`, "a sum of whole points has nothing to round")]
    : [];
}

function itemScaleProblems(definition: Definition, scale: Scale, path: string): DefinitionProblem[] {
  if (scale.items.length === 0) return [problem(`${path}.items`, "a sum or mean needs items")];
  const absent = scale.items.filter((number) => !codesOf(definition, number));
  if (absent.length > 0) return absent.map((number) => problem(`${path}.items`, `there is no item ${number}`));
  return [
    ...repeats(scale.items, (i) => `${path}.items[${i}]`),
    ...reversalProblems(definition, scale, path),
    ...recodeProblems(definition, scale, path),
    ...gateProblems(definition, scale, path),
    ...missingProblems(scale, path),
  ];
}

function rangeProblems(definition: Definition, scale: Scale, path: string): DefinitionProblem[] {
  const can = attainableRange(definition, scale);
  const { min, max } = scale.range;
  if (!can || (can.min === min && can.max === max)) return [];
  return [problem(`${path}.range`, `says ${min} to ${max}, but its items give ${can.min} to ${can.max}`)];
}

function scaleProblems(definition: Definition, scale: Scale, path: string): DefinitionProblem[] {
  const { kind } = scale.aggregate;
  if (kind === "typed" || definition.kind === "totals") return checkTyped(definition, scale, path);
  if (kind === "sum" || kind === "mean") return itemScaleProblems(definition, scale, path);
  return checkDerived(definition, scale, path);
}

/** Scales: what they add exists, reversal and recoding fit the codes, and the range is what the items can give. */
export function checkScales(definition: Definition): DefinitionProblem[] {
  const ids = repeats(
    definition.scales.map((one) => one.id),
    (i) => `scales[${i}].id`,
  );
  const each = definition.scales.flatMap((scale, i) => {
    const path = `scales[${i}]`;
    const own = scaleProblems(definition, scale, path);
    return own.length > 0 ? own : rangeProblems(definition, scale, path);
  });
  return [...ids, ...each];
}
