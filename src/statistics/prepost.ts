import { type Attrition, attrition } from "./attrition.ts";
import { changeMoments } from "./change-moments.ts";
import { type ClinicalSignificance, clinicalSignificance } from "./clinical-significance.ts";
import { pearson } from "./correlation.ts";
import { type Counts, counts } from "./counts.ts";
import { descriptives } from "./descriptives.ts";
import { type DirectionOfChange, direction } from "./direction.ts";
import { type EffectSizes, effectSizes } from "./effect-sizes.ts";
import { type HodgesLehmann, hodgesLehmann } from "./hodges-lehmann.ts";
import { type NullReasons, nullReasons } from "./null-reasons.ts";
import { type PairedChange, pairedChange } from "./paired-t.ts";
import { type Percentage, percentage } from "./percentage.ts";
import type { PrePostConfig } from "./prepost-config.ts";
import { matchScores, type ScorePair } from "./scores.ts";
import { type Wilcoxon, wilcoxon } from "./wilcoxon.ts";

/** Everything the study files of kind `prepost` expect; a section that does not exist is absent, with a reason. */
export type PrePostResult = {
  counts: Counts;
  descriptives: ReturnType<typeof descriptives>;
  attrition?: Attrition;
  correlation: { pearson_r: number | null };
  percentage: Percentage;
  t_test: PairedChange;
  wilcoxon?: Wilcoxon;
  hodges_lehmann: HodgesLehmann;
  effect_sizes: EffectSizes;
  direction: DirectionOfChange;
} & ClinicalSignificance & { null_reasons?: NullReasons };

/**
 * The whole before-and-after analysis of one scale, unrounded. Missing scores are null and never 0; what cannot be
 * computed is null or absent with a reason, never NaN or Infinity. Scores must be finite. Source: docs/rules/statistics.md.
 */
export function analysePrePost(records: readonly ScorePair[], config: PrePostConfig): PrePostResult {
  const scores = matchScores(records, config.dir);
  const { pre, post, improvement } = scores;
  const effects = effectSizes(changeMoments(pre, post, improvement), config.norm ?? null);
  const lost = attrition(scores);
  const ranks = wilcoxon(improvement);
  const result: PrePostResult = {
    counts: counts(scores),
    descriptives: descriptives(scores),
    ...(lost && { attrition: lost }),
    correlation: { pearson_r: pearson(pre, post) },
    percentage: percentage(pre, improvement),
    t_test: pairedChange(improvement),
    ...(ranks && { wilcoxon: ranks }),
    hodges_lehmann: hodgesLehmann(improvement),
    effect_sizes: effects,
    direction: direction(improvement, effects.d_z),
    ...clinicalSignificance(scores, config),
  };
  const reasons = nullReasons(result, config);
  return Object.keys(reasons).length === 0 ? result : { ...result, null_reasons: reasons };
}
