import { FEWEST_FOR_RATES } from "./display-tier.ts";
import type { PrePostResult } from "./prepost.ts";
import type { PrePostConfig } from "./prepost-config.ts";

/** What must be said beside a result. `text` is for any reader; the code is for tests and for choosing an icon. */
export type Caveat = { code: string; text: string };

/** Shares and differences from which the missing must be spoken of (docs/rules/statistics.md 3.1; docs/rules/statistics.md 2.1, 3.1). */
const WORRYING_MISSING = 0.3;
const FEWEST_MATCHED_SHARE = 0.6;
const WORRYING_BASELINE_GAP = 0.25;
const FEWEST_FOR_SAMPLE_SD = 30;

const NO_COMPARISON: Caveat = {
  code: "no-comparison-group",
  text: "There is no comparison group here, so these numbers show what changed, not what caused it.",
};
const REGRESSION: Caveat = {
  code: "regression-to-the-mean",
  text: "Some improvement is expected without any programme, because people often join when things are at their worst.",
};
const BY_CHANCE: Caveat = {
  code: "reliable-by-chance",
  text: "About 1 in 40 would seem reliably better, and about 1 in 40 reliably worse, by chance alone.",
};

function missingCaveats({ counts, attrition }: PrePostResult): Caveat[] {
  const { n_pre, n_matched, n_pre_only } = counts;
  const share = n_pre === 0 ? 0 : n_pre_only / n_pre;
  const gap = Math.abs(attrition?.smd_pooled ?? 0);
  const told = [
    share > WORRYING_MISSING && {
      code: "missing",
      text: `${n_pre_only} of the ${n_pre} people with a first score have no last score. They may have done differently.`,
    },
    n_pre > 0 &&
      n_matched / n_pre < FEWEST_MATCHED_SHARE && {
        code: "not-representative",
        text: "Results may not represent everyone: fewer than 60% of those with a first score have both.",
      },
    gap >= WORRYING_BASELINE_GAP && {
      code: "baseline-differs",
      text: "People with both scores started at a different level from people with a first score only.",
    },
  ];
  return told.filter((caveat) => caveat !== false);
}

function methodCaveats({ counts, rci }: PrePostResult, config: PrePostConfig): Caveat[] {
  const small = counts.n_matched > 0 && counts.n_matched < FEWEST_FOR_RATES;
  const showsReliable = rci && counts.n_matched >= FEWEST_FOR_RATES;
  const ownSd = showsReliable && config.sd_rci === "sample_pre";
  const few = counts.n_matched < FEWEST_FOR_SAMPLE_SD ? ", and this sample is too small for that" : "";
  const told = [
    small && { code: "small-group", text: "Small group: early picture only." },
    showsReliable && BY_CHANCE,
    ownSd && {
      code: "sample-sd",
      text: `Exploratory: the threshold of reliable change uses the spread of this sample, so it would move with another sample${few}.`,
    },
  ];
  return told.filter((caveat) => !!caveat);
}

/**
 * The caveats of a before-and-after result without a comparison group. The first two are always there and none can be
 * switched off: a result is not shown without them (docs/rules/people-and-words.md; docs/rules/statistics.md 2.9, 3.1).
 */
export function caveatsOf(result: PrePostResult, config: PrePostConfig): Caveat[] {
  return [NO_COMPARISON, REGRESSION, ...missingCaveats(result), ...methodCaveats(result, config)];
}
