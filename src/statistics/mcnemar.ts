import type { CrossingTable } from "./cutoffs.ts";
import { fairCoinLower, fairCoinMass } from "./numerics/binomial.ts";
import { chiSquare1Upper } from "./numerics/normal.ts";
import { type Proportion, wilson } from "./wilson.ts";

export type PairedDifference = { estimate: number; low: number; high: number; phi: number };

export type McNemar = CrossingTable & {
  n: number;
  discordant: number;
  p_exact: number;
  p_midp: number;
  chi2: number | null;
  p_chi2: number | null;
  chi2_cc: number | null;
  p_chi2_cc: number | null;
  reduction_in_cases: PairedDifference;
};

/** Exact and mid-p McNemar. Mid-p is the one to show: it never exceeded its level in Fagerland et al. 2013. */
function coinTests(b: number, c: number): { p_exact: number; p_midp: number } {
  if (b + c === 0) return { p_exact: 1, p_midp: 1 };
  const fewer = Math.min(b, c);
  const mass = fairCoinMass(fewer, b + c);
  if (b === c) return { p_exact: 1, p_midp: 1 - mass };
  const lower = fairCoinLower(fewer, b + c);
  return { p_exact: Math.min(1, 2 * lower), p_midp: 2 * lower - mass };
}

/** chi-square with one degree of freedom, without and with the continuity correction; stored, not shown. */
function chiSquareTests(b: number, c: number) {
  if (b + c === 0) return { chi2: null, p_chi2: null, chi2_cc: null, p_chi2_cc: null };
  const plain = (b - c) ** 2 / (b + c);
  const corrected = Math.max(0, Math.abs(b - c) - 1) ** 2 / (b + c);
  return { chi2: plain, p_chi2: chiSquare1Upper(plain), chi2_cc: corrected, p_chi2_cc: chiSquare1Upper(corrected) };
}

/** Correlation of the two classifications, its positive part pulled in by n/2 (Newcombe 1998, method 10). */
function adjustedPhi({ case_case: a, case_noncase: b, noncase_case: c, noncase_noncase: d }: CrossingTable): number {
  const margins = Math.sqrt(a + b) * Math.sqrt(c + d) * Math.sqrt(a + c) * Math.sqrt(b + d);
  const cross = a * d - b * c;
  if (margins === 0) return 0;
  return (cross > 0 ? Math.max(0, cross - (a + b + c + d) / 2) : cross) / margins;
}

/** Distance from the estimate to the limit, by square-and-add of the two Wilson distances. */
const squareAndAdd = (one: number, other: number, phi: number) =>
  Math.sqrt(Math.max(0, one * one - 2 * phi * one * other + other * other));

function reduction(table: CrossingTable, n: number): PairedDifference {
  const limits = (p: Proportion) => ({ estimate: p.estimate ?? 0, low: p.low ?? 0, high: p.high ?? 0 });
  const before = limits(wilson(table.case_case + table.case_noncase, n));
  const after = limits(wilson(table.case_case + table.noncase_case, n));
  const phi = adjustedPhi(table);
  const estimate = (table.case_noncase - table.noncase_case) / n;
  const down = squareAndAdd(before.estimate - before.low, after.high - after.estimate, phi);
  const up = squareAndAdd(before.high - before.estimate, after.estimate - after.low, phi);
  return { estimate, low: estimate - down, high: estimate + up, phi };
}

/**
 * McNemar's tests for leaving and entering the clinical range, and the fall in the share of cases with its 95% interval
 * (Newcombe 1998). Null for an empty table. Source: docs/rules/statistics.md 2.7.
 */
export function mcnemar(table: CrossingTable): McNemar | null {
  const n = table.case_case + table.case_noncase + table.noncase_case + table.noncase_noncase;
  if (n === 0) return null;
  return {
    ...table,
    n,
    discordant: table.case_noncase + table.noncase_case,
    ...coinTests(table.case_noncase, table.noncase_case),
    ...chiSquareTests(table.case_noncase, table.noncase_case),
    reduction_in_cases: reduction(table, n),
  };
}
