import type { Norm } from "./change-moments.ts";
import {
  type Category,
  type Classified,
  type ClinicalChange,
  classify,
  clinicalChange,
  type FourIndices,
  fourIndices,
} from "./classification.ts";
import { type ClinicalSide, type ComputedCutoffs, type Cutoff, computedCutoffs, crossingTable } from "./cutoffs.ts";
import { type McNemar, mcnemar } from "./mcnemar.ts";
import { type MinimalImportant, minimalImportant } from "./minimal-important.ts";
import { mean, standardDeviation } from "./numerics/sums.ts";
import type { PrePostConfig } from "./prepost-config.ts";
import { type ReliableChange, reliableChange } from "./reliable-change.ts";
import { hasSpread, type MatchedScores } from "./scores.ts";
import { type Sensitivity, sensitivity } from "./sensitivity.ts";

export type PersonResult = {
  improvement: number;
  rci: number;
  case_pre: boolean;
  case_post: boolean;
  category: Category;
};

export type ClinicalSignificance = {
  rci?: ReliableChange;
  sensitivity?: Sensitivity;
  cutoffs?: ComputedCutoffs;
  cutoff_used?: { value: number; clinical_when: ClinicalSide };
  mcnemar?: McNemar;
  csc?: ClinicalChange;
  nhs_style?: FourIndices;
  per_case?: PersonResult[];
  mid?: MinimalImportant;
};

/** Mean and SD of the first scores of the matched: stands in for a clinical group, from two pairs on. */
function sampleBefore(pre: readonly number[]): Norm | null {
  const sd = standardDeviation(pre);
  return sd === null ? null : { mean: mean(pre)!, sd: hasSpread(sd) ? sd : 0 };
}

function reliable({ pre, improvement }: MatchedScores, config: PrePostConfig): ReliableChange | null {
  const sd = config.sd_rci === "sample_pre" ? (sampleBefore(pre)?.sd ?? null) : (config.sd_rci ?? null);
  return reliableChange(improvement, sd, config.r ?? null);
}

/** The cut-off to use: the given number, or the computed one it names; null where that one does not exist. */
function chosenCutoff(config: PrePostConfig, computed: ComputedCutoffs | null): Cutoff | null {
  if (!config.cutoff) return null;
  const { value, clinical } = config.cutoff;
  const number = typeof value === "number" ? value : (computed?.[value] ?? null);
  return number === null ? null : { value: number, clinical };
}

/** Cut-offs of Jacobson & Truax need the clinical group, or two pairs that stand in for it. */
function cutoffsOf(pre: readonly number[], { clin, norm, dir }: PrePostConfig): ComputedCutoffs | null {
  const clinical = clin ?? sampleBefore(pre);
  return clinical && computedCutoffs(clinical, norm ?? null, dir);
}

function classifyAll({ pre, post, improvement }: MatchedScores, rci: ReliableChange, cutoff: Cutoff): Classified[] {
  const threshold = { points: rci.rci95.threshold, inclusive: false, source: "" };
  return improvement.map((gain, i) => classify(pre[i]!, post[i]!, gain, threshold, cutoff));
}

function perPerson(improvement: readonly number[], people: readonly Classified[], seDiff: number): PersonResult[] {
  return people.map(({ casePre, casePost, category }, i) => ({
    improvement: improvement[i]!,
    rci: improvement[i]! / seDiff,
    case_pre: casePre,
    case_post: casePost,
    category,
  }));
}

function jointResults(scores: MatchedScores, rci: ReliableChange, cutoff: Cutoff): ClinicalSignificance {
  const people = classifyAll(scores, rci, cutoff);
  return {
    csc: clinicalChange(people),
    nhs_style: fourIndices(people),
    per_case: perPerson(scores.improvement, people, rci.se_diff),
  };
}

function crossing({ pre, post }: MatchedScores, cutoff: Cutoff): ClinicalSignificance {
  const test = mcnemar(crossingTable(pre, post, cutoff));
  return {
    cutoff_used: { value: cutoff.value, clinical_when: cutoff.clinical },
    ...(test && { mcnemar: test }),
  };
}

/**
 * Reliable change, cut-offs and what follows from both, for the matched pairs. Nothing without a pair; each part only
 * where its settings were given and can be used. Source: docs/rules/statistics.md 1 and 2.7.
 */
export function clinicalSignificance(scores: MatchedScores, config: PrePostConfig): ClinicalSignificance {
  if (scores.pre.length === 0) return {};
  const rci = reliable(scores, config);
  const computed = cutoffsOf(scores.pre, config);
  const cutoff = chosenCutoff(config, computed);
  return {
    ...(rci && { rci, sensitivity: sensitivity(scores.improvement, rci.rci95.n_improved, scores.preAll.length) }),
    ...(computed && { cutoffs: computed }),
    ...(cutoff && crossing(scores, cutoff)),
    ...(rci && cutoff && jointResults(scores, rci, cutoff)),
    ...(config.mid != null && { mid: minimalImportant(scores.improvement, config.mid) }),
  };
}
