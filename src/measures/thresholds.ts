import type { Informant, Provenance } from "./fact.ts";
import type { CutOff, ReliableChangeRecord, Scale } from "./scale.ts";

/** z for 95%: the only level of a headline (docs/rules/statistics.md 1.2). */
const Z95 = 1.959963984540054;
const EPSILON = 1e-9;

/**
 * The change that counts as reliable, in scale points. A published one counts when reached; a computed one
 * (Jacobson and Truax) only when exceeded (docs/rules/statistics.md, decision 9).
 */
export type Threshold = Provenance & { points: number; counts: "reached" | "exceeded"; default: boolean };

/** z95 x SD x sqrt(2) x sqrt(1 - r), in scale points. */
export const jacobsonTruax = (sd: number, r: number): number => Z95 * sd * Math.SQRT2 * Math.sqrt(1 - r);

const thresholdOf = ({ source, status, note, ...record }: ReliableChangeRecord): Threshold => {
  const facts = { source, status, ...(note === undefined ? {} : { note }), default: record.default };
  return record.kind === "published"
    ? { ...facts, points: record.points, counts: "reached" }
    : { ...facts, points: jacobsonTruax(record.sd, record.r), counts: "exceeded" };
};

/** Every threshold for this informant: the default first, then published, then computed (sensitivity lines). */
export function thresholdsOf(scale: Scale, informant: Informant): Threshold[] {
  const rank = (t: Threshold) => (t.default ? 0 : t.counts === "reached" ? 1 : 2);
  return scale.reliableChange
    .filter((record) => record.informants.includes(informant))
    .map(thresholdOf)
    .sort((a, b) => rank(a) - rank(b));
}

/** Whether an improvement of so many points (negative: worse) is beyond measurement error by this threshold. */
export function reliabilityOf(improvement: number, { points, counts }: Threshold): "improved" | "worse" | "none" {
  const size = Math.abs(improvement);
  const beyond = counts === "reached" ? size >= points - EPSILON : size > points + EPSILON;
  if (!beyond) return "none";
  return improvement > 0 ? "improved" : "worse";
}

/** The cut-off used for crossing: the default one for this informant, else the only one. */
export function cutOffOf(scale: Scale, informant: Informant): CutOff | undefined {
  const own = scale.cutOffs.filter((one) => one.informants.includes(informant));
  return own.find((one) => one.default) ?? (own.length === 1 ? own[0] : undefined);
}

/** Whether a score lies on the clinical side of a cut-off. */
export function isClinical({ clinical, value }: Pick<CutOff, "clinical" | "value">, score: number): boolean {
  if (clinical === "ge") return score >= value - EPSILON;
  if (clinical === "gt") return score > value + EPSILON;
  if (clinical === "le") return score <= value + EPSILON;
  return score < value - EPSILON;
}
