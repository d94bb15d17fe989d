import { lnGammaHalfStep } from "./gamma.ts";
import { normalQuantile } from "./normal.ts";
import { solveTail } from "./solve-tail.ts";

const LN_SQRT_PI = 0.5723649429247001;
const MOST_ROUNDS = 100_000;

/** A point of the incomplete beta function I_x(a, b): x, its complement y, and drift = a y - b x, each without cancellation. */
type BetaPoint = { x: number; y: number; a: number; b: number; drift: number };

const numerator = (m: number, { x, a, b }: BetaPoint) =>
  ((a + m - 1) * (a + b + m - 1) * m * (b - m) * x * x) / (a + 2 * m - 1) ** 2;

const denominator = (m: number, { x, y, a, b, drift }: BetaPoint) =>
  m + (m && (m * (b - m) * x) / (a + 2 * m - 1)) + ((a + m) * (drift + 1 + m * (1 + y))) / (a + 2 * m + 1);

/**
 * I_x(a, b) divided by x^a y^b / B(a, b): one over the even part of the continued fraction DLMF 8.17.22, in the form of
 * DiDonato & Morris 1992 that needs a y - b x rather than 1 - x. Modified Lentz algorithm; fast for x < (a+1)/(a+b+2).
 */
function betaFraction(point: BetaPoint): number {
  let d = 0;
  let c = denominator(0, point);
  let value = c;
  for (let m = 1; m < MOST_ROUNDS; m++) {
    const above = numerator(m, point);
    const below = denominator(m, point);
    d = 1 / (below + above * d);
    c = below + above / c;
    value *= c * d;
    if (Math.abs(c * d - 1) < 1e-16) break;
  }
  return 1 / value;
}

/** ln of x^a (1-x)^(1/2) / B(a, 1/2) for x = df/(df + t^2), a = df/2. */
function lnFront(t: number, df: number): number {
  const half = df / 2;
  const lnX = -Math.log1p((t * t) / df);
  const lnY = -Math.log1p(df / (t * t));
  return half * lnX + 0.5 * lnY + lnGammaHalfStep(half) - LN_SQRT_PI;
}

/**
 * Upper tail P(T > t) of Student's t: half of I_x(df/2, 1/2) with x = df/(df + t^2), or from the other end where that
 * converges faster. Range: any finite t, df > 0 (whole or not). Error: relative 1e-13 in both tails; the far tail
 * underflows to 0.
 */
export function tUpper(t: number, df: number): number {
  if (t === 0) return 0.5;
  if (t < 0) return 1 - tUpper(-t, df);
  const half = df / 2;
  const x = 1 / (1 + (t * t) / df);
  const y = 1 / (1 + df / (t * t));
  const drift = half * y - 0.5 * x;
  const front = Math.exp(lnFront(t, df));
  if (x < (half + 1) / (half + 2.5)) return 0.5 * front * betaFraction({ x, y, a: half, b: 0.5, drift });
  return 0.5 - 0.5 * front * betaFraction({ x: y, y: x, a: 0.5, b: half, drift: -drift });
}

/** Two-sided p: 2 P(T > |t|), from the upper tail so that small p keep their digits. */
export const tTwoSided = (t: number, df: number): number => Math.min(1, 2 * tUpper(Math.abs(t), df));

/** Density of Student's t. */
export function tDensity(t: number, df: number): number {
  const front = lnGammaHalfStep(df / 2) - 0.5 * Math.log(df) - LN_SQRT_PI;
  return Math.exp(front - ((df + 1) / 2) * Math.log1p((t * t) / df));
}

/** Tail against ln t: in the far tail almost a straight line, which is why Newton works there. */
const tailByLog = (df: number) => (lnT: number) => {
  const t = Math.exp(lnT);
  return { value: tUpper(t, df), slope: -t * tDensity(t, df) };
};

/**
 * Quantile of Student's t by Newton in ln t on the logarithm of the tail. Range: 1e-300 < p < 1, df > 0.
 * Error: relative 1e-13. NaN outside (0, 1).
 */
export function tQuantile(p: number, df: number): number {
  if (!(p > 0 && p < 1)) return Number.NaN;
  if (p === 0.5) return 0;
  if (p > 0.5) return -tQuantile(1 - p, df);
  return -Math.exp(solveTail(tailByLog(df), p, Math.log(-normalQuantile(p)), 20 / Math.min(1, df) + 10));
}
