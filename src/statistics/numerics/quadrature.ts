/** One Gauss-Legendre rule on (-1, 1): where to look and how much each look weighs. */
type Rule = { points: readonly number[]; weights: readonly number[] };

/** The Legendre polynomial of degree n and its derivative at x. */
function legendre(n: number, x: number): { value: number; slope: number } {
  let before = 1;
  let value = x;
  for (let k = 2; k <= n; k++) [before, value] = [value, ((2 * k - 1) * x * value - (k - 1) * before) / k];
  return { value, slope: (n * (x * value - before)) / (x * x - 1) };
}

/** Points are the roots of the Legendre polynomial (Newton from Chebyshev's guess), weights 2 / ((1-x^2) P'(x)^2). */
function gaussLegendre(n: number): Rule {
  const points = Array.from({ length: n }, (_, i) => {
    let x = Math.cos((Math.PI * (i + 0.75)) / (n + 0.5));
    for (let round = 0; round < 6; round++) {
      const { value, slope } = legendre(n, x);
      x -= value / slope;
    }
    return x;
  });
  const weights = points.map((x) => 2 / ((1 - x * x) * legendre(n, x).slope ** 2));
  return { points, weights };
}

const RULE = gaussLegendre(16);

/**
 * Calls `visit(u, weight)` for 16 Gauss-Legendre points between each pair of neighbours in `edges` (ascending), so that
 * the sum of weight * f(u) is the integral of f. Exact for polynomials up to degree 31 on each panel.
 */
export function overPanels(edges: readonly number[], visit: (u: number, weight: number) => void): void {
  for (let panel = 1; panel < edges.length; panel++) {
    const half = (edges[panel]! - edges[panel - 1]!) / 2;
    const middle = edges[panel - 1]! + half;
    for (let i = 0; i < RULE.points.length; i++) visit(middle + half * RULE.points[i]!, half * RULE.weights[i]!);
  }
}
