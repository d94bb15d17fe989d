import { Z80, Z90, Z95 } from "./numerics/normal.ts";
import { EPSILON, hasSpread } from "./scores.ts";
import { type Proportion, wilson } from "./wilson.ts";

export type ReliableVerdict = "improved" | "unchanged" | "deteriorated";

/**
 * What a scale's record says about reliable change: points from a published table, or an SD and a reliability from one
 * and the same sample, each with its source. Published beats computed (docs/rules/statistics.md decision 9).
 */
export type ReliableChangeRecord = { points: number; source: string } | { sd: number; r: number; source: string };

/** Points of change that count as reliable: reached (`inclusive`, published points) or passed (computed). */
export type ReliableThreshold = { points: number; inclusive: boolean; source: string };

export type MeasurementError = { sem: number; se_diff: number };

/**
 * Standard error of measurement SD sqrt(1-r) and of a difference sqrt(2) SEM (Jacobson & Truax 1991). Null unless
 * SD > 0 and 0 <= r < 1: a perfect reliability is refused.
 */
export function measurementError(sd: number | null, r: number | null): MeasurementError | null {
  if (!hasSpread(sd) || r === null || !(r >= 0 && r < 1)) return null;
  const sem = sd * Math.sqrt(1 - r);
  return { sem, se_diff: Math.SQRT2 * sem };
}

/** The threshold of a record at 95%; null where SD and reliability give none. */
export function reliableChangeThreshold(record: ReliableChangeRecord): ReliableThreshold | null {
  if ("points" in record) return { points: record.points, inclusive: true, source: record.source };
  const error = measurementError(record.sd, record.r);
  return error && { points: Z95 * error.se_diff, inclusive: false, source: record.source };
}

/** Is this improvement beyond measurement error? Published points count when reached, computed ones when passed. */
export function reliableVerdict(improvement: number, { points, inclusive }: ReliableThreshold): ReliableVerdict {
  const beyond = (gain: number) => (inclusive ? gain >= points - EPSILON : gain > points + EPSILON);
  if (beyond(improvement)) return "improved";
  return beyond(-improvement) ? "deteriorated" : "unchanged";
}

/** The least whole number of points that passes a computed threshold. Only for scales scored in whole points. */
export const leastWholePoints = (threshold: number): number => Math.floor(threshold + EPSILON) + 1;

export type ReliableLevel = {
  z: number;
  threshold: number;
  min_integer_points: number;
  n_improved: number;
  n_unchanged: number;
  n_deteriorated: number;
  p_improved: Proportion;
  p_deteriorated: Proportion;
};

function atLevel(z: number, seDiff: number, improvement: readonly number[]): ReliableLevel {
  const threshold = z * seDiff;
  const verdicts = improvement.map((d) => reliableVerdict(d, { points: threshold, inclusive: false, source: "" }));
  const count = (verdict: ReliableVerdict) => verdicts.filter((v) => v === verdict).length;
  return {
    z,
    threshold,
    min_integer_points: leastWholePoints(threshold),
    n_improved: count("improved"),
    n_unchanged: count("unchanged"),
    n_deteriorated: count("deteriorated"),
    p_improved: wilson(count("improved"), improvement.length),
    p_deteriorated: wilson(count("deteriorated"), improvement.length),
  };
}

export type ReliableChange = {
  sd_used: number;
  reliability: number;
  sem: number;
  se_diff: number;
  rci80: ReliableLevel;
  rci90: ReliableLevel;
  rci95: ReliableLevel;
};

/**
 * Reliable change of a cohort by Jacobson & Truax at 80, 90 and 95%. Only 95% is a headline; the others are
 * sensitivity lines. Works for one person when SD and r come from a record. Null as `measurementError`.
 */
export function reliableChange(
  improvement: readonly number[],
  sd: number | null,
  r: number | null,
): ReliableChange | null {
  const error = measurementError(sd, r);
  if (error === null || sd === null || r === null) return null;
  const level = (z: number) => atLevel(z, error.se_diff, improvement);
  return { sd_used: sd, reliability: r, ...error, rci80: level(Z80), rci90: level(Z90), rci95: level(Z95) };
}
