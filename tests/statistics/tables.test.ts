import { expect, test } from "vitest";
import { categoryOf } from "../../src/statistics/classification.ts";
import { computedCutoffs, isCase } from "../../src/statistics/cutoffs.ts";
import { mcnemar } from "../../src/statistics/mcnemar.ts";
import { fairCoinLower, fairCoinMass } from "../../src/statistics/numerics/binomial.ts";
import { noncentralityInterval } from "../../src/statistics/numerics/noncentral-t.ts";
import { expectedRegression } from "../../src/statistics/regression-to-the-mean.ts";
import { measurementError, reliableChangeThreshold, reliableVerdict } from "../../src/statistics/reliable-change.ts";
import { wilson } from "../../src/statistics/wilson.ts";
import { mismatches, readGolden } from "./golden.ts";

type Cell = Record<string, number>;

test("Wilson intervals", () => {
  const { expected } = readGolden<{ expected: Cell[] }>("wilson_table");
  expect(expected.flatMap((row) => mismatches(wilson(row.x!, row.n!), row))).toEqual([]);
});

test("McNemar tables, the airway example of Fagerland among them", () => {
  const { expected } = readGolden<{ expected: Cell[] }>("mcnemar_tables");
  const table = (row: Cell) => ({
    case_case: row.case_case!,
    case_noncase: row.case_noncase!,
    noncase_case: row.noncase_case!,
    noncase_noncase: row.noncase_noncase!,
  });
  expect(expected.flatMap((row) => mismatches(mcnemar(table(row)), row))).toEqual([]);
  expect(mcnemar({ case_case: 0, case_noncase: 0, noncase_case: 0, noncase_noncase: 0 })).toBeNull();
});

test("binomial probabilities agree with whole-number arithmetic", () => {
  const choose = (m: number, k: number) =>
    Array.from({ length: k }, (_, i) => BigInt(i)).reduce((ways, i) => (ways * (BigInt(m) - i)) / (i + 1n), 1n);
  for (const [m, k] of [
    [1, 0],
    [8, 1],
    [57, 13],
    [300, 150],
    [300, 100],
  ] as const) {
    const exact = Number((choose(m, k) << 400n) >> BigInt(m)) / 2 ** 400;
    expect(Math.abs(fairCoinMass(k, m) / exact - 1)).toBeLessThan(1e-13);
  }
  expect(fairCoinLower(2, 5)).toBeCloseTo(0.5, 14);
  expect(fairCoinLower(0, 100_000)).toBe(0);
});

test("the worked example of Jacobson and Truax: improved, not recovered", () => {
  const { inputs: i, expected: want } = readGolden<{ inputs: Cell; expected: Record<string, unknown> }>(
    "published_jt1991_worked_example",
  );
  const error = measurementError(i.sd_clinical!, i.r_xx!)!;
  const cutoffs = computedCutoffs(
    { mean: i.m_clinical!, sd: i.sd_clinical! },
    { mean: i.m_normal!, sd: i.sd_normal! },
    1,
  );
  const threshold = reliableChangeThreshold({ sd: i.sd_clinical!, r: i.r_xx!, source: "Jacobson & Truax 1991" })!;
  const verdict = reliableVerdict(i.post! - i.pre!, threshold);
  const cutoff = { value: cutoffs.c!, clinical: "le" } as const;
  const crossed = isCase(i.pre!, cutoff) && !isCase(i.post!, cutoff);
  const got = {
    ...error,
    rc: (i.post! - i.pre!) / error.se_diff,
    threshold95: threshold.points,
    cutoff_a: cutoffs.a,
    cutoff_b: cutoffs.b,
    cutoff_c: cutoffs.c,
    reliable: verdict === "improved",
    crossed_c: crossed,
    category: categoryOf(verdict, isCase(i.pre!, cutoff), isCase(i.post!, cutoff)),
    published_rounded: want.published_rounded,
  };
  expect(mismatches(got, want)).toEqual([]);
});

test("regression to the mean by Barnett", () => {
  const { inputs, expected } = readGolden<{ inputs: Cell; expected: Cell[] }>("rtm_barnett2005");
  const population = { mean: inputs.mu!, sd: inputs.sigma! };
  const got = expected.map(({ rho, C_z }) => ({
    rho,
    C_z,
    expected_rise_if_selected_below_40: expectedRegression(population, inputs.cut!, rho!),
  }));
  expect(mismatches(got, expected)).toEqual([]);
});

test("published intervals of standardised differences", () => {
  type Case = { inputs: Cell; computed: [number, number] };
  const { single, within_algina_keselman: within } = readGolden<{ expected: Record<string, Case> }>(
    "published_cousineau_d_ci",
  ).expected as { single: Case; within_algina_keselman: Case };
  const scaled = (t: number, df: number, factor: number) => noncentralityInterval(t, df).map((limit) => limit * factor);
  const { mean, mu0, sd, n } = single.inputs as { mean: number; mu0: number; sd: number; n: number };
  const root = Math.sqrt(n);
  expect(mismatches(scaled(((mean - mu0) / sd) * root, n - 1, 1 / root), single.computed)).toEqual([]);
  const i = within.inputs as { m1: number; m2: number; s1: number; s2: number; n: number; r: number };
  const spread = Math.sqrt(i.s1 ** 2 + i.s2 ** 2 - 2 * i.r * i.s1 * i.s2);
  const standardiser = Math.sqrt((i.s1 ** 2 + i.s2 ** 2) / 2);
  const t = ((i.m1 - i.m2) / spread) * Math.sqrt(i.n);
  expect(mismatches(scaled(t, i.n - 1, spread / (Math.sqrt(i.n) * standardiser)), within.computed)).toEqual([]);
});
