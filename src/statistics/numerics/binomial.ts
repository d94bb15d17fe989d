import { stirlingError } from "./gamma.ts";

/** k ln(k/e) - k + e: how far k is from its expectation e, without cancellation when they are close (Loader 2000). */
function deviance(k: number, e: number): number {
  const gap = k - e;
  if (Math.abs(gap) >= 0.1 * (k + e)) return k * Math.log(k / e) - gap;
  const v = gap / (k + e);
  let term = 2 * k * v;
  let sum = gap * v;
  for (let odd = 3; ; odd += 2) {
    term *= v * v;
    const next = sum + term / odd;
    if (next === sum) return sum;
    sum = next;
  }
}

/** P(B = k) for B ~ Bin(m, 1/2), by Loader's saddle point. Range: whole 0 <= k <= m. Error: relative 1e-13. */
export function fairCoinMass(k: number, m: number): number {
  if (k === 0 || k === m) return 2 ** -m;
  const rest = stirlingError(m) - stirlingError(k) - stirlingError(m - k);
  const away = deviance(k, m / 2) + deviance(m - k, m / 2);
  return Math.exp(rest - away) * Math.sqrt(m / (2 * Math.PI * k * (m - k)));
}

/**
 * P(B <= k) for B ~ Bin(m, 1/2), summed downwards from k, where the terms shrink. Range: whole k <= m/2 (that is all
 * that a two-sided test needs). Error: relative 1e-13.
 */
export function fairCoinLower(k: number, m: number): number {
  let term = fairCoinMass(k, m);
  let sum = term;
  for (let j = k; j > 0 && term > sum * 1e-17; j--) {
    term *= j / (m - j + 1);
    sum += term;
  }
  return sum;
}
