import type { Definition } from "./definition.ts";
import { type DefinitionProblem, problem } from "./definition-problem.ts";
import type { Scale } from "./scale.ts";

type Table = Extract<Scale["aggregate"], { kind: "table" }>;
type Expression = Extract<Scale["aggregate"], { kind: "expression" }>;

function tableProblems(table: Table, of: Scale, path: string): DefinitionProblem[] {
  const rows = new Map(table.values);
  const wanted = Array.from({ length: of.range.max - of.range.min + 1 }, (_, i) => of.range.min + i);
  const absent = wanted.filter((raw) => !rows.has(raw));
  const values = [...table.values].sort((a, b) => a[0] - b[0]).map((row) => row[1]);
  const falls = values.findIndex((value, i) => i > 0 && value <= values[i - 1]!);
  return [
    ...absent.map((raw) => problem(path, `has no row for ${raw}`)),
    ...(table.values.length > wanted.length ? [problem(path, `has rows that "${of.id}" can't reach`)] : []),
    ...(falls > 0 ? [problem(path, `does not rise at ${values[falls]}`)] : []),
  ];
}

/** A sum can only add whole numbers that point the same way: prosocial in a total of difficulties is a mistake. */
function expressionProblems(scale: Scale, { terms }: Expression, earlier: Scale[], path: string): DefinitionProblem[] {
  return terms.flatMap(({ scale: id }, i) => {
    const part = earlier.find((one) => one.id === id);
    const at = `${path}.aggregate.terms[${i}]`;
    if (!part) return [problem(at, `there is no scale "${id}" before this one`)];
    const whole = part.aggregate.kind === "expression" || (part.aggregate.kind === "sum" && isWhole(part));
    if (!whole) return [problem(at, `"${id}" is not always a whole number`)];
    return part.direction === scale.direction
      ? []
      : [problem(at, `"${id}" is ${part.direction}, this is ${scale.direction}`)];
  });
}

const isWhole = ({ rounding, missing }: Scale): boolean => rounding === "half-up" || !missing?.prorated;

/** Scales made of other scales: these stand before, the table is complete, and a sum keeps one direction. */
export function checkDerived(definition: Definition, scale: Scale, path: string): DefinitionProblem[] {
  const earlier = definition.scales.slice(0, definition.scales.indexOf(scale));
  const { aggregate } = scale;
  const own = [...scale.items, ...scale.reversed, ...scale.recode, ...(scale.gate ? [scale.gate] : [])];
  if (own.length > 0 || scale.missing) {
    return [
      problem(path, 'is made of other scales: "items", "reversed", "recode", "gate" and "missing" belong to those'),
    ];
  }
  if (aggregate.kind === "expression") return expressionProblems(scale, aggregate, earlier, path);
  if (aggregate.kind !== "table") return [];
  const of = earlier.find((one) => one.id === aggregate.of);
  if (!of) return [problem(`${path}.aggregate.of`, `there is no scale "${aggregate.of}" before this one`)];
  if (of.direction !== scale.direction) return [problem(`${path}.direction`, `"${of.id}" is ${of.direction}`)];
  return tableProblems(aggregate, of, `${path}.aggregate.values`);
}
