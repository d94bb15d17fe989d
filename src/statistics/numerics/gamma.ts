const HALF_LN_2PI = 0.9189385332046727;
const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156, -3617 / 122400];

/**
 * What Stirling's formula leaves out: ln Gamma(x) - [(x - 1/2) ln x - x + 1/2 ln 2 pi].
 * The asymptotic series from x = 10 on, below it by the recurrence
 * e(x) = e(x+1) + (x + 1/2) ln(1 + 1/x) - 1. Range: x > 0. Error: below 1e-15 absolute.
 */
export function stirlingError(x: number): number {
  if (x < 10) return stirlingError(x + 1) + (x + 0.5) * Math.log1p(1 / x) - 1;
  const inverseSquare = 1 / (x * x);
  return STIRLING.reduceRight((sum, coefficient) => sum * inverseSquare + coefficient, 0) / x;
}

/** ln Gamma(x) by Stirling. Range: x > 0. Error: below 4e-16 relative to the largest term. */
export function lnGamma(x: number): number {
  return (x - 0.5) * Math.log(x) - x + HALF_LN_2PI + stirlingError(x);
}

/**
 * ln [Gamma(x + 1/2) / Gamma(x)] without subtracting two large logarithms:
 * 1/2 ln x + x ln(1 + 1/(2x)) - 1/2 + e(x + 1/2) - e(x). Range: x > 0. Error: below 2e-15 absolute.
 */
export function lnGammaHalfStep(x: number): number {
  return 0.5 * Math.log(x) + x * Math.log1p(0.5 / x) - 0.5 + stirlingError(x + 0.5) - stirlingError(x);
}

/**
 * Small-sample correction of a standardised mean, exact: J(v) = Gamma(v/2) / (sqrt(v/2) Gamma((v-1)/2)).
 * Range: v >= 2, else null. Error: below 4e-15. Source: Hedges 1981; docs/rules/statistics.md 2.4.
 */
export function smallSampleCorrection(v: number): number | null {
  return v >= 2 ? Math.exp(lnGammaHalfStep((v - 1) / 2)) / Math.sqrt(v / 2) : null;
}
