import { Z95 } from "./numerics/normal.ts";

/** A count, its denominator, and the share with its 95% interval; the share is null where nobody is in the denominator. */
export type Proportion = { x: number; n: number; estimate: number | null; low: number | null; high: number | null };

/**
 * Wilson score interval of x out of n. Exactly 0 at x = 0 and exactly 1 at x = n; null for n = 0.
 * Source: Wilson 1927; Newcombe 1998. Every rate of the product uses it (docs/rules/statistics.md 2.6).
 */
export function wilson(x: number, n: number): Proportion {
  if (n === 0) return { x, n, estimate: null, low: null, high: null };
  const p = x / n;
  const shrink = 1 + (Z95 * Z95) / n;
  const centre = (p + (Z95 * Z95) / (2 * n)) / shrink;
  const half = (Z95 / shrink) * Math.sqrt((p * (1 - p)) / n + (Z95 * Z95) / (4 * n * n));
  return { x, n, estimate: p, low: x === 0 ? 0 : centre - half, high: x === n ? 1 : centre + half };
}
