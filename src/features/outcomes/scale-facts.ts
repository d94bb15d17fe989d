import type { Direction } from "../../statistics/scores.ts";
import type { ScaleFacts } from "./cohort.ts";

type Marked = { source: readonly string[]; status: "verified" | "unverified" };
type ScaleIn = { direction: "higher-is-worse" | "higher-is-better" };
type ThresholdIn = Marked & { points: number; counts: "reached" | "exceeded" };
type CutOffIn = Marked & { clinical: "ge" | "gt" | "le" | "lt"; value: number; label: string };

/** What a measure's definition says of one scale, in the shape that the statistics take. */
export const factsOfScale = (scale: ScaleIn, threshold: ThresholdIn | null, cutOff: CutOffIn | null): ScaleFacts => ({
  dir: (scale.direction === "higher-is-better" ? 1 : -1) as Direction,
  threshold: threshold && {
    points: threshold.points,
    inclusive: threshold.counts === "reached",
    source: threshold.source.join(", "),
  },
  cutoff: cutOff && { clinical: cutOff.clinical, value: cutOff.value },
});
