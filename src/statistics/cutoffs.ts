import type { Norm } from "./change-moments.ts";
import { type Direction, EPSILON } from "./scores.ts";

/** Which side of a cut-off is the clinical range: at or above, above, at or below, below. */
export type ClinicalSide = "ge" | "gt" | "le" | "lt";

export type Cutoff = { value: number; clinical: ClinicalSide };

/** Is a score in the clinical range? Compared to within 1e-9, so that a score on the cut-off is on it. */
export function isCase(score: number, { value, clinical }: Cutoff): boolean {
  if (clinical === "ge") return score >= value - EPSILON;
  if (clinical === "gt") return score > value + EPSILON;
  return clinical === "le" ? score <= value + EPSILON : score < value - EPSILON;
}

export type ComputedCutoffs = { a: number | null; b: number | null; c: number | null };

/**
 * The three cut-offs of Jacobson & Truax 1991: a, two SDs from the clinical mean; b, two SDs from the normal mean;
 * c, between both, weighted by the other's SD. Published cut-offs go first (docs/rules/statistics.md 1.4). Null without the group.
 */
export function computedCutoffs(clinical: Norm | null, normal: Norm | null, dir: Direction): ComputedCutoffs {
  const between = clinical && normal && clinical.sd + normal.sd > 0;
  return {
    a: clinical && clinical.mean + dir * 2 * clinical.sd,
    b: normal && normal.mean - dir * 2 * normal.sd,
    c: between ? (clinical.sd * normal.mean + normal.sd * clinical.mean) / (clinical.sd + normal.sd) : null,
  };
}

/** Who was in the clinical range before and after: the four cells of crossing a cut-off. */
export type CrossingTable = {
  case_case: number;
  case_noncase: number;
  noncase_case: number;
  noncase_noncase: number;
};

/** Counts the four cells over matched pairs. */
export function crossingTable(pre: readonly number[], post: readonly number[], cutoff: Cutoff): CrossingTable {
  const table: CrossingTable = { case_case: 0, case_noncase: 0, noncase_case: 0, noncase_noncase: 0 };
  for (let i = 0; i < pre.length; i++) {
    const before = isCase(pre[i]!, cutoff) ? "case" : "noncase";
    const after = isCase(post[i]!, cutoff) ? "case" : "noncase";
    table[`${before}_${after}`]++;
  }
  return table;
}
