import { solveTail } from "./solve-tail.ts";

/** z for two-sided 95%, 90% and 80% (docs/rules/statistics.md 0). */
export const Z95 = 1.959963984540054;
export const Z90 = 1.644853626951473;
export const Z80 = 1.2815515655446004;

const SQRT_2PI = 2.5066282746310002;
const SERIES_LIMIT = 2.5;

/** Density of the standard normal distribution. */
export const normalDensity = (z: number): number => Math.exp(-0.5 * z * z) / SQRT_2PI;

/** P(0 < Z < z) = density(z) * (z + z^3/3 + z^5/(3*5) + ...): all terms positive, so nothing cancels. */
function centralPart(z: number): number {
  let term = z;
  let sum = z;
  for (let odd = 3; Math.abs(term) > Math.abs(sum) * 1e-17; odd += 2) {
    term *= (z * z) / odd;
    sum += term;
  }
  return normalDensity(z) * sum;
}

/** P(Z > z) = density(z) / (z + 1/(z + 2/(z + 3/(z + ...)))), by the modified Lentz algorithm. */
function farTail(z: number): number {
  let value = z;
  let c = z;
  let d = 0;
  for (let k = 1; k < 500; k++) {
    d = 1 / (z + k * d);
    c = z + k / c;
    value *= c * d;
    if (Math.abs(c * d - 1) < 1e-16) break;
  }
  return normalDensity(z) / value;
}

/**
 * Upper tail P(Z > z) of the standard normal. Series up to 2.5, continued fraction beyond.
 * Range: every finite z (0 from about 38.6 on). Error: relative 1e-14, 1e-13 beyond z = 20.
 */
export function normalUpper(z: number): number {
  if (z < -SERIES_LIMIT) return 1 - farTail(-z);
  return z <= SERIES_LIMIT ? 0.5 - centralPart(z) : farTail(z);
}

/** Lower tail P(Z < z). */
export const normalLower = (z: number): number => normalUpper(-z);

/** Upper tail of chi-square with one degree of freedom: 2 P(Z > sqrt(x)). Range: x >= 0. Error as `normalUpper`. */
export const chiSquare1Upper = (x: number): number => 2 * normalUpper(Math.sqrt(x));

/** A first guess for the upper quantile (Abramowitz & Stegun 26.2.22, error 3e-3). */
function roughUpperQuantile(q: number): number {
  const s = Math.sqrt(-2 * Math.log(q));
  return s - (2.30753 + 0.27061 * s) / (1 + 0.99229 * s + 0.04481 * s * s);
}

/**
 * Quantile of the standard normal by Newton on the logarithm of the tail. Range: 1e-300 < p < 1.
 * Error: absolute 1e-15, relative 1e-14. NaN outside (0, 1).
 */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) return Number.NaN;
  if (p === 0.5) return 0;
  if (p > 0.5) return -normalQuantile(1 - p);
  const tail = (z: number) => ({ value: normalUpper(z), slope: -normalDensity(z) });
  return -solveTail(tail, p, roughUpperQuantile(p), 1);
}
