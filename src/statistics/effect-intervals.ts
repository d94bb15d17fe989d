import { type ChangeMoments, type Norm, repeatedFactor, rootMeanSquare } from "./change-moments.ts";
import { noncentralityInterval } from "./numerics/noncentral-t.ts";
import { Z95 } from "./numerics/normal.ts";
import { type MaybeInterval, NO_INTERVAL, tInterval } from "./paired-t.ts";
import { hasSpread } from "./scores.ts";

/** Both ends times a factor; no interval where the factor is missing. */
function scaled(interval: MaybeInterval, factor: number | null): MaybeInterval {
  return factor === null || interval[0] === null ? NO_INTERVAL : [interval[0] * factor, interval[1] * factor];
}

const around = (centre: number, se: number): MaybeInterval => [centre - Z95 * se, centre + Z95 * se];

/** Limits of d_z: those of the noncentrality of t, over sqrt(n). */
function dzInterval(n: number, m: number, sd: number): MaybeInterval {
  return scaled(noncentralityInterval((m / sd) * Math.sqrt(n), n - 1), 1 / Math.sqrt(n));
}

/**
 * Standard errors of g_pre. SMCRH (heteroscedastic, metafor 3.8) is shown; Becker's SMCR assumes equal SDs before and
 * after and is kept for comparison. Null without spread before, in change, or a correlation.
 */
function gPreErrors({ n, sd, s1, r, j }: ChangeMoments, gPre: number | null) {
  if (gPre === null || j === null || r === null || !hasSpread(sd) || !hasSpread(s1)) return null;
  const changePart = (sd * sd) / (s1 * s1 * (n - 1));
  return {
    smcrh: j * Math.sqrt(changePart + (gPre * gPre) / (2 * (n - 1))),
    becker: Math.sqrt((2 * (1 - r)) / n + (gPre * gPre) / (2 * n)),
  };
}

/** Intervals of the effect sizes and, where they exist, the standard errors of g_pre. Source: docs/rules/statistics.md 2.4. */
export function effectIntervals(moments: ChangeMoments, norm: Norm | null, gPre: number | null) {
  const { n, m, sd, s1, s2, j } = moments;
  const varies = hasSpread(sd);
  const dz = varies ? dzInterval(n, m, sd) : NO_INTERVAL;
  const perUnit = (standardiser: number | null) => (varies && hasSpread(standardiser) ? sd / standardiser : null);
  const errors = gPreErrors(moments, gPre);
  const gInterval = (se: number | undefined) => (gPre === null || se === undefined ? NO_INTERVAL : around(gPre, se));
  const inPoints = varies ? tInterval(m, sd / Math.sqrt(n), n - 1, 0.025) : NO_INTERVAL;
  return {
    d_rm_ci95_nct: scaled(dz, repeatedFactor(moments)),
    d_av_rms_ci95_algina_keselman: scaled(dz, perUnit(s1 === null || s2 === null ? null : rootMeanSquare(s1, s2))),
    g_z_ci95_nct: scaled(dz, j),
    d_z_ci95_nct: dz,
    g_pre_ci95_becker: gInterval(errors?.becker),
    d_pre_ci95_algina_keselman: scaled(dz, perUnit(s1)),
    g_pre_ci95_smcrh: gInterval(errors?.smcrh),
    d_norm_ci95_t: scaled(inPoints, norm && hasSpread(norm.sd) ? 1 / norm.sd : null),
    ...(errors && { g_pre_se_smcrh: errors.smcrh, g_pre_se_becker: errors.becker }),
  };
}
