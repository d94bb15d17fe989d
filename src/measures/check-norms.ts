import { attainableScores } from "./attainable.ts";
import type { Definition } from "./definition.ts";
import { type DefinitionProblem, problem, repeats } from "./definition-problem.ts";
import type { BandSet, CutOff, Scale } from "./scale.ts";

function bandProblems(scale: Scale, { bands }: BandSet, path: string): DefinitionProblem[] {
  const outside = bands.filter(({ from, to }) => from > to || from < scale.range.min || to > scale.range.max);
  if (outside.length > 0) {
    const { min, max } = scale.range;
    return outside.map(({ name, from, to }) =>
      problem(path, `"${name}" ${from} to ${to} is not within ${min} to ${max}`),
    );
  }
  return attainableScores(scale).flatMap((score) => {
    const inside = bands.filter(({ from, to }) => from <= score && score <= to).map((band) => `"${band.name}"`);
    if (inside.length === 1) return [];
    return [problem(path, inside.length === 0 ? `${score} is in no band` : `${score} is in ${inside.join(" and ")}`)];
  });
}

function cutOffProblems(scale: Scale, { clinical, value }: CutOff, path: string): DefinitionProblem[] {
  const upward = clinical === "ge" || clinical === "gt";
  const { min, max } = scale.range;
  if (upward !== (scale.direction === "higher-is-worse")) {
    return [problem(`${path}.clinical`, `"${clinical}" is the well side: the scale is ${scale.direction}`)];
  }
  return value < min || value > max ? [problem(`${path}.value`, `${value} is not within ${min} to ${max}`)] : [];
}

/** At most one default an informant. */
function defaultProblems(
  list: readonly { informants: string[]; default: boolean }[],
  path: string,
): DefinitionProblem[] {
  const informants = list.filter((one) => one.default).flatMap((one) => one.informants);
  return repeats(informants, () => path).map(({ reason }) => problem(path, `a default for ${reason}`));
}

function strangers(definition: Definition, informants: readonly string[], path: string): DefinitionProblem[] {
  const known: readonly string[] = definition.informants.codes;
  return informants
    .filter((one) => !known.includes(one))
    .map((one) => problem(path, `"${one}" does not answer this measure`));
}

function bandSetProblems(definition: Definition, scale: Scale, path: string): DefinitionProblem[] {
  const systems = definition.bandSystems.map((one) => one.id);
  return scale.bands.flatMap((set, i) => {
    const at = `${path}.bands[${i}]`;
    const known = systems.includes(set.system)
      ? []
      : [problem(`${at}.system`, `there is no band system "${set.system}"`)];
    return [...known, ...strangers(definition, set.informants, at), ...bandProblems(scale, set, at)];
  });
}

function thresholdProblems(definition: Definition, scale: Scale, path: string): DefinitionProblem[] {
  const width = scale.range.max - scale.range.min;
  return scale.reliableChange.flatMap((one, i) => {
    const at = `${path}.reliableChange[${i}]`;
    const wide = one.kind === "published" && one.points > width;
    const tooWide = wide ? [problem(`${at}.points`, `${one.points} is more than the scale is wide`)] : [];
    return [...strangers(definition, one.informants, at), ...tooWide];
  });
}

function normProblems(definition: Definition, scale: Scale, path: string): DefinitionProblem[] {
  const cutOffs = scale.cutOffs.flatMap((one, i) => [
    ...strangers(definition, one.informants, `${path}.cutOffs[${i}]`),
    ...cutOffProblems(scale, one, `${path}.cutOffs[${i}]`),
  ]);
  return [
    ...bandSetProblems(definition, scale, path),
    ...cutOffs,
    ...thresholdProblems(definition, scale, path),
    ...defaultProblems(scale.cutOffs, `${path}.cutOffs`),
    ...defaultProblems(scale.reliableChange, `${path}.reliableChange`),
  ];
}

/** Two tables for the same system, informant and age would give two bands for one score. */
function doubleTables(scale: Scale, path: string): DefinitionProblem[] {
  const names = scale.bands.flatMap((set) =>
    set.informants.map(
      (one) => `${set.system}, ${one}, ${set.ages ? `${set.ages.from} to ${set.ages.to}` : "any age"}`,
    ),
  );
  return repeats(names, () => `${path}.bands`);
}

/** Bands without gap or overlap, cut-offs on the clinical side, thresholds within the scale. */
export const checkNorms = (definition: Definition): DefinitionProblem[] =>
  definition.scales.flatMap((scale, i) => [
    ...normProblems(definition, scale, `scales[${i}]`),
    ...doubleTables(scale, `scales[${i}]`),
  ]);
