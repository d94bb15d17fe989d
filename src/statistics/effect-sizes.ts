import { type ChangeMoments, changeMoments, type Norm, repeatedFactor, rootMeanSquare } from "./change-moments.ts";
import { effectIntervals } from "./effect-intervals.ts";
import type { MaybeInterval } from "./paired-t.ts";
import { hasSpread } from "./scores.ts";

const over = (m: number, sd: number | null): number | null => (hasSpread(sd) ? m / sd : null);
const both = (s1: number | null, s2: number | null, join: (a: number, b: number) => number) =>
  s1 === null || s2 === null ? null : join(s1, s2);

function points(moments: ChangeMoments, norm: Norm | null) {
  const { n, m, sd, s1, s2 } = moments;
  const dZ = over(m, sd);
  const factor = repeatedFactor(moments);
  return {
    d_z: dZ,
    d_av_lakens: over(
      m,
      both(s1, s2, (a, b) => (a + b) / 2),
    ),
    d_av_rms: over(m, both(s1, s2, rootMeanSquare)),
    d_rm: dZ === null || factor === null ? null : dZ * factor,
    d_pre: over(m, s1),
    d_norm: n === 0 || norm === null ? null : over(m, norm.sd),
  };
}

/**
 * Standardised mean improvements (positive is better), each by its own standardiser, with the small-sample correction J
 * (g_) and 95% intervals. The headline is g_pre with `g_pre_ci95_smcrh`, from 20 pairs on. Names, formulas and sources:
 * docs/rules/statistics.md 2.4. Null wherever a standardiser is missing or has no spread.
 */
export function effectSizes(moments: ChangeMoments, norm: Norm | null) {
  const { n, j } = moments;
  const d = points(moments, norm);
  const corrected = (value: number | null) => (value === null || j === null ? null : value * j);
  const gPre = corrected(d.d_pre);
  return {
    J_exact_df_n_minus_1: j,
    J_approx_df_n_minus_1: j === null ? null : 1 - 3 / (4 * (n - 1) - 1),
    ...d,
    g_z: corrected(d.d_z),
    g_av_lakens: corrected(d.d_av_lakens),
    g_av_rms: corrected(d.d_av_rms),
    g_rm: corrected(d.d_rm),
    g_pre: gPre,
    ...effectIntervals(moments, norm, gPre),
  };
}

export type EffectSizes = ReturnType<typeof effectSizes>;

/** The headline effect size: g_pre with its SMCRH interval. Shown from 20 pairs on (docs/rules/statistics.md 2.4, decision 2). */
export type HeadlineEffect = { estimate: number | null; interval: MaybeInterval };

/** g_pre of matched pairs with its 95% interval; improvements are positive. */
export function headlineEffect(
  pre: readonly number[],
  post: readonly number[],
  improvement: readonly number[],
): HeadlineEffect {
  const sizes = effectSizes(changeMoments(pre, post, improvement), null);
  return { estimate: sizes.g_pre, interval: sizes.g_pre_ci95_smcrh };
}
