import { stirlingError } from "./gamma.ts";
import { normalDensity, normalUpper, Z95 } from "./normal.ts";
import { overPanels } from "./quadrature.ts";
import { solveTail, type Tail } from "./solve-tail.ts";

const LN_2_OVER_SQRT_2PI = Math.LN2 - 0.9189385332046727;
/** How many standard deviations of the scale factor are integrated: what lies outside is below 1e-20. */
const SPAN = 14;

/**
 * Density of u = chi(df)/sqrt(df), with a = df/2:
 * ln f = ln 2 - 1/2 ln 2 pi + 1/2 ln a - e(a) + a (1 - u^2 + 2 ln u) - ln u, e being what Stirling leaves out.
 */
function scaleDensity(df: number): (u: number) => number {
  const a = df / 2;
  const constant = LN_2_OVER_SQRT_2PI + 0.5 * Math.log(a) - stirlingError(a);
  return (u) => {
    const away = u - 1;
    const lnU = Math.log1p(away);
    return Math.exp(constant + a * (2 * lnU - away * (2 + away)) - lnU);
  };
}

/** Panel edges: even over where u has its mass, and finer where the normal tail turns, if that is sharper. */
function edgesFor(t: number, df: number, ncp: number): number[] {
  const sd = 1 / Math.sqrt(2 * df);
  const from = Math.max(0, 1 - SPAN * sd);
  const to = 1 + SPAN * sd;
  const even = Array.from({ length: 2 * SPAN + 1 }, (_, i) => from + ((to - from) * i) / (2 * SPAN));
  if (t * sd < 1) return even;
  const turn = Array.from({ length: 21 }, (_, i) => (ncp + i - 10) / t).filter((u) => u > from && u < to);
  return [...even, ...turn].sort((p, q) => p - q);
}

/** P(T > t), or P(T < t), and its derivative in ncp, for t > 0: the average over u of the normal tail at t u - ncp. */
function tailAt(t: number, df: number, ncp: number, side: "upper" | "lower"): Tail {
  const density = scaleDensity(df);
  const sign = side === "upper" ? 1 : -1;
  let value = 0;
  let slope = 0;
  overPanels(edgesFor(t, df, ncp), (u, weight) => {
    const mass = weight * density(u);
    const z = t * u - ncp;
    value += mass * normalUpper(sign * z);
    slope += sign * mass * normalDensity(z);
  });
  return { value, slope };
}

/**
 * Upper tail P(T > t) of the noncentral t with noncentrality `ncp`: 16-point Gauss-Legendre panels over
 * chi(df)/sqrt(df), at any size of ncp (no switch to a normal approximation). Range: df >= 1, finite t and ncp.
 * Error: relative 1e-12 for probabilities above 1e-12.
 */
export function noncentralTUpper(t: number, df: number, ncp: number): number {
  if (t === 0) return normalUpper(-ncp);
  return t > 0 ? tailAt(t, df, ncp, "upper").value : tailAt(-t, df, -ncp, "lower").value;
}

/** Lower tail P(T < t) of the noncentral t: range and error as `noncentralTUpper`. */
export const noncentralTLower = (t: number, df: number, ncp: number): number => noncentralTUpper(-t, df, -ncp);

/**
 * 95% limits of the noncentrality for an observed t: low with P(T > t) = .025, high with P(T < t) = .025.
 * Newton on the logarithm of the tail from t -+ 1.96 sqrt(1 + t^2/(2 df)); for t > 0 low is above -1.96. Range: df >= 1. Error: relative 1e-11.
 */
export function noncentralityInterval(t: number, df: number): [number, number] {
  if (t === 0) return [-Z95, Z95];
  if (t < 0) {
    const [low, high] = noncentralityInterval(-t, df);
    return [-high, -low];
  }
  const spread = Math.sqrt(1 + (t * t) / (2 * df));
  const limit = (side: "upper" | "lower", start: number) =>
    solveTail((ncp) => tailAt(t, df, ncp, side), 0.025, start, 3 * spread);
  return [limit("upper", Math.max(-Z95, t - Z95 * spread)), limit("lower", t + Z95 * spread)];
}
