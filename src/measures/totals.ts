import { bandsOf, type Circumstances } from "./bands.ts";
import type { Definition } from "./definition.ts";
import type { Scale } from "./scale.ts";
import type { ScaleScore } from "./scale-score.ts";
import { SCORER_VERSION, type ScoredResponse } from "./score.ts";

/** Totals by scale as they were typed from the owner's scored form. A scale that is absent or null was left blank. */
export type Totals = ReadonlyMap<string, number | null>;

export type TotalProblem = { scale: string; text: string };

const EPSILON = 1e-9;
const typed = (totals: Totals, id: string): number | undefined => totals.get(id) ?? undefined;

/** What a total of this scale must be a multiple of; none where a published table or a mean decides. */
function stepOf({ aggregate, rounding }: Scale): number | undefined {
  if (aggregate.kind === "typed") return aggregate.step;
  const isWhole = aggregate.kind === "expression" || aggregate.kind === "sum" || rounding === "half-up";
  return isWhole ? 1 : undefined;
}

function problemsOf(scale: Scale, value: number): string[] {
  const { min, max } = scale.range;
  if (!Number.isFinite(value) || value < min || value > max) return [`${value} is not within ${min} to ${max}`];
  if (scale.aggregate.kind === "table") {
    return scale.aggregate.values.some((row) => row[1] === value) ? [] : [`${value} is not in its table`];
  }
  const step = stepOf(scale);
  if (step === undefined || Math.abs(value / step - Math.round(value / step)) < EPSILON) return [];
  return [step === 1 ? `${value} is not a whole number` : `${value} has more than one decimal`];
}

/** The parts that a total must be the sum of, each with how often it counts. */
function partsOf({ aggregate }: Scale): { scale: string; times: number }[] {
  if (aggregate.kind === "expression") return aggregate.terms;
  return aggregate.kind === "typed" ? (aggregate.sumOf ?? []).map((scale) => ({ scale, times: 1 })) : [];
}

function sumProblems(scale: Scale, totals: Totals): string[] {
  const [value, parts] = [typed(totals, scale.id), partsOf(scale)];
  const given = parts.map((part) => (typed(totals, part.scale) ?? Number.NaN) * part.times);
  if (value === undefined || parts.length === 0 || given.some(Number.isNaN)) return [];
  const sum = given.reduce((all, one) => all + one, 0);
  const names = parts.map((part) => part.scale).join(", ");
  return Math.abs(sum - value) < EPSILON ? [] : [`${value} is not the sum of ${names}: ${sum}`];
}

/**
 * Every total that this measure can't have: an unknown scale, a value beyond the range or between two steps, a sum
 * that its parts do not make. Nothing is checked against a scale that was left blank.
 */
export function checkTotals(definition: Definition, totals: Totals): TotalProblem[] {
  const known = new Map(definition.scales.map((scale) => [scale.id, scale]));
  const strange = [...totals.keys()].filter((id) => !known.has(id));
  const each = definition.scales.flatMap((scale) => {
    const value = typed(totals, scale.id);
    const own = value === undefined ? [] : problemsOf(scale, value);
    return (own.length > 0 ? own : sumProblems(scale, totals)).map((text) => ({ scale: scale.id, text }));
  });
  return [...strange.map((id) => ({ scale: id, text: `there is no scale "${id}"` })), ...each];
}

function scoreOf(scale: Scale, value: number | undefined, circumstances: Circumstances): ScaleScore {
  if (value === undefined) return { kind: "unscored", scale: scale.id, reason: "not-answered", answered: 0, items: 1 };
  const bands = bandsOf(scale, value, circumstances);
  return { kind: "scored", scale: scale.id, value, raw: value, prorated: false, bands, answered: 1, items: 1 };
}

/**
 * The scores of totals typed from the owner's form, with their bands: every scale in the definition's order, one total
 * asked for each. Nothing is worked out: a total that was not typed has no score. Also serves a measure whose items
 * are known here, where only the totals came. Throws on what `checkTotals` tells.
 */
export function scoreTotals(
  definition: Definition,
  formId: string,
  totals: Totals,
  circumstances: Circumstances = {},
): ScoredResponse {
  if (!definition.forms.some((form) => form.id === formId)) throw new Error(`${definition.id} has no form "${formId}"`);
  const [first] = checkTotals(definition, totals);
  if (first) throw new RangeError(`${definition.id} ${first.scale}: ${first.text}`);
  const scores = definition.scales.map((scale) => scoreOf(scale, typed(totals, scale.id), circumstances));
  return { measure: definition.id, version: definition.version, form: formId, scorer: SCORER_VERSION, scores };
}

/** May totals of this measure be typed at all? Not of our own questions, of goals or of behaviours: nobody else scores those. */
export const takesTotals = ({ standardised, kind }: Pick<Definition, "standardised" | "kind">): boolean =>
  standardised && (kind === "totals" || kind === "questionnaire");
