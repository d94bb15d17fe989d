import type { Norm } from "./change-moments.ts";
import type { ClinicalSide } from "./cutoffs.ts";
import type { Direction } from "./scores.ts";

/**
 * What must be known about a scale to analyse before and after: its direction; for reliable change a reliability and
 * the SD it belongs to (or the SD of this sample before); reference groups; a cut-off, given or computed (a, b, c of
 * Jacobson & Truax); a minimal important difference. Field names are those of the study files.
 */
export type PrePostConfig = {
  dir: Direction;
  r?: number | null;
  sd_rci?: number | "sample_pre" | null;
  norm?: Norm | null;
  clin?: Norm | null;
  cutoff?: { value: number | "a" | "b" | "c"; clinical: ClinicalSide } | null;
  mid?: number | null;
};
