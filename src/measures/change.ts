import { err, ok, type Result } from "../domain/result.ts";
import { type Definition, editionOf } from "./definition.ts";
import type { Informant } from "./fact.ts";
import type { CutOff, Scale } from "./scale.ts";
import { cutOffOf, isClinical, reliabilityOf, type Threshold, thresholdsOf } from "./thresholds.ts";

/** A score at one time with what decides whether it may be compared. `role` tells two carers apart. */
export type ScoreAt = {
  measure: string;
  version: string;
  form: string;
  informant: Informant;
  role?: string | undefined;
  value: number | null;
};

/** Why two scores are not a pair. */
export type NotPaired =
  | "different-measure"
  | "different-edition"
  | "forms-not-paired"
  | "different-informant"
  | "no-such-scale"
  | "no-first-score"
  | "no-second-score";

export type Crossing = "left-clinical-range" | "entered-clinical-range" | "stayed-clinical" | "stayed-outside";

export type Change = {
  scale: string;
  /** t2 - t1 in scale points, for export. */
  delta: number;
  /** Positive is always better, whatever the scale's direction. */
  improvement: number;
  direction: Scale["direction"];
  reliable: "improved" | "worse" | "none" | "no-threshold";
  threshold: Threshold | null;
  cutOff: CutOff | null;
  crossing: Crossing | "no-cut-off";
  /** What stands beside this pair, such as forms that ask about different periods. */
  caveat: string | null;
  /** Both scores are read under this revision. */
  readUnder: string;
};

/** Differences of decimals are cleaned at 12 places, so that 0.3 - 0.1 ties with 0.7 - 0.5 (docs/rules/statistics.md 0). */
const cleaned = (value: number): number => {
  const rounded = Math.sign(value) * (Math.round(Math.abs(value) * 1e12) / 1e12);
  return rounded === 0 ? 0 : rounded;
};

function notPaired(definition: Definition, t1: ScoreAt, t2: ScoreAt): NotPaired | undefined {
  if (t1.measure !== definition.id || t2.measure !== definition.id) return "different-measure";
  const editions = new Set([definition.version, t1.version, t2.version].map(editionOf));
  if (editions.size > 1) return "different-edition";
  if (!definition.pairs.some((pair) => pair.first === t1.form && pair.second === t2.form)) return "forms-not-paired";
  if (t1.informant !== t2.informant || t1.role !== t2.role) return "different-informant";
  if (t1.value === null) return "no-first-score";
  if (t2.value === null) return "no-second-score";
  return undefined;
}

function crossingOf(cutOff: CutOff, before: number, after: number): Crossing {
  if (isClinical(cutOff, before)) return isClinical(cutOff, after) ? "stayed-clinical" : "left-clinical-range";
  return isClinical(cutOff, after) ? "entered-clinical-range" : "stayed-outside";
}

/**
 * The change of one scale between two times: improvement, whether it is beyond measurement error and by which
 * threshold, and whether the cut-off was crossed. Refuses what is no pair: another measure or edition, forms that
 * the definition does not pair in this order, another informant or role, a missing score (docs/rules/pairing-and-change.md).
 * Says nothing about what caused it.
 */
export function changeOf(definition: Definition, scaleId: string, t1: ScoreAt, t2: ScoreAt): Result<Change, NotPaired> {
  const scale = definition.scales.find((one) => one.id === scaleId);
  if (!scale) return err("no-such-scale");
  const refusal = notPaired(definition, t1, t2);
  if (refusal) return err(refusal);
  return ok(changeBetween(definition, scale, t1 as Scored, t2 as Scored));
}

type Scored = ScoreAt & { value: number };

function changeBetween(definition: Definition, scale: Scale, t1: Scored, t2: Scored): Change {
  const delta = cleaned(t2.value - t1.value);
  const improvement = scale.direction === "higher-is-worse" ? cleaned(-delta) : delta;
  const threshold = thresholdsOf(scale, t1.informant)[0] ?? null;
  const cutOff = cutOffOf(scale, t1.informant) ?? null;
  const pair = definition.pairs.find((one) => one.first === t1.form && one.second === t2.form);
  return {
    scale: scale.id,
    delta,
    improvement,
    direction: scale.direction,
    reliable: threshold ? reliabilityOf(improvement, threshold) : "no-threshold",
    threshold,
    cutOff,
    crossing: cutOff ? crossingOf(cutOff, t1.value, t2.value) : "no-cut-off",
    caveat: pair?.caveat ?? null,
    readUnder: definition.version,
  };
}
