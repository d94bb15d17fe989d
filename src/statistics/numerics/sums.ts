/**
 * Sum of term(0) ... term(n-1) with a running compensation (Neumaier), so that a long list or a large offset
 * loses nothing. Range: finite terms. Error: about one rounding of the result.
 */
export function sumOf(n: number, term: (index: number) => number): number {
  let sum = 0;
  let lost = 0;
  for (let i = 0; i < n; i++) {
    const x = term(i);
    const next = sum + x;
    lost += Math.abs(sum) >= Math.abs(x) ? sum - next + x : x - next + sum;
    sum = next;
  }
  return sum + lost;
}

/** Arithmetic mean, or null of nothing. The second pass makes the mean of equal numbers exactly that number. */
export function mean(xs: ArrayLike<number>): number | null {
  const n = xs.length;
  if (n === 0) return null;
  const first = sumOf(n, (i) => xs[i]!) / n;
  return first + sumOf(n, (i) => xs[i]! - first) / n;
}

/** Sum of (x - mean x)(y - mean y): two passes, with the rest of the first pass taken out (Chan, Golub & LeVeque 1983). */
export function crossDeviations(xs: ArrayLike<number>, ys: ArrayLike<number>): number {
  const n = xs.length;
  const mx = mean(xs) ?? 0;
  const my = mean(ys) ?? 0;
  const products = sumOf(n, (i) => (xs[i]! - mx) * (ys[i]! - my));
  if (n === 0) return 0;
  return products - (sumOf(n, (i) => xs[i]! - mx) * sumOf(n, (i) => ys[i]! - my)) / n;
}

/** Sample standard deviation (divisor n-1), or null for fewer than two numbers. */
export function standardDeviation(xs: ArrayLike<number>): number | null {
  if (xs.length < 2) return null;
  return Math.sqrt(Math.max(0, crossDeviations(xs, xs)) / (xs.length - 1));
}

/** The numbers in ascending order; the input is left as it is. */
export const sorted = (xs: ArrayLike<number>): Float64Array => Float64Array.from(xs).sort();

/** Median: the middle number, or half way between the two middle ones; null of nothing. */
export function median(xs: ArrayLike<number>): number | null {
  const inOrder = sorted(xs);
  const half = inOrder.length >> 1;
  if (inOrder.length === 0) return null;
  return inOrder.length % 2 === 1 ? inOrder[half]! : (inOrder[half - 1]! + inOrder[half]!) / 2;
}
