import { bandsOf, type Circumstances, type ScoreBand } from "./bands.ts";
import type { Scale } from "./scale.ts";

/** Why a scale has no score. `scale-missing`: one of the scales that it is made of has none. */
export type UnscoredReason = "not-answered" | "too-many-missing" | "scale-missing";

type Counts = { scale: string; answered: number; items: number };

/**
 * What scoring made of one scale. `value` is the score, `raw` what it was before rounding; `items` counts the
 * items that it needed and `answered` those that were answered.
 */
export type ScaleScore =
  | (Counts & { kind: "scored"; value: number; raw: number; prorated: boolean; bands: ScoreBand[] })
  | (Counts & { kind: "unscored"; reason: UnscoredReason });

/** Half up, exactly: numerator and denominator are whole numbers, so no binary fraction is ever rounded. */
export const roundHalfUp = (numerator: number, denominator: number): number =>
  Math.floor((2 * numerator + denominator) / (2 * denominator));

type Tally = { answered: number; sum: number; items: number };

/** The exact fraction that the aggregate makes of the answered items: sum, prorated sum, or mean times a factor. */
function fractionOf(scale: Scale, { answered, sum, items }: Tally): [number, number] {
  if (scale.aggregate.kind === "mean") return [scale.aggregate.times * sum, answered];
  return scale.missing?.prorated ? [sum * items, answered] : [sum, 1];
}

/**
 * Scores a scale of items from how many were answered and the sum of their points. Too many gaps give no score,
 * never a lower one (rule and source: the scale's `missing`).
 */
export function settleItems(scale: Scale, tally: Tally, circumstances: Circumstances): ScaleScore {
  const { answered, items } = tally;
  const counts = { scale: scale.id, answered, items };
  if (answered < (scale.missing?.minimumAnswered ?? items)) {
    return { ...counts, kind: "unscored", reason: answered === 0 ? "not-answered" : "too-many-missing" };
  }
  const [numerator, denominator] = fractionOf(scale, tally);
  const raw = numerator / denominator;
  const value = scale.rounding === "half-up" ? roundHalfUp(numerator, denominator) : raw;
  const prorated = answered < items && scale.missing?.prorated === true;
  return { ...counts, kind: "scored", value, raw, prorated, bands: bandsOf(scale, value, circumstances) };
}

/** A gate that was answered with a closing code settles the scale alone: one answer needed, one given. */
export function settleClosedGate(scale: Scale, score: number, circumstances: Circumstances): ScaleScore {
  const counts = { scale: scale.id, answered: 1, items: 1 };
  return {
    ...counts,
    kind: "scored",
    value: score,
    raw: score,
    prorated: false,
    bands: bandsOf(scale, score, circumstances),
  };
}

/** A score looked up in a table: keeps the counts of the score that it was looked up by. */
export function settleTable(scale: Scale, from: ScaleScore, circumstances: Circumstances): ScaleScore {
  if (from.kind === "unscored") return { ...from, scale: scale.id };
  if (scale.aggregate.kind !== "table") throw new Error(`${scale.id} is not a table`);
  const row = scale.aggregate.values.find(([raw]) => raw === from.value);
  if (!row) throw new Error(`${scale.id} has no row for ${from.value}`);
  return { ...from, scale: scale.id, value: row[1], raw: row[1], bands: bandsOf(scale, row[1], circumstances) };
}
