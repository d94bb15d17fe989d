import normal from "@stdlib/stats-base-dists-normal";
import studentT from "@stdlib/stats-base-dists-t";
import { describe, expect, test } from "vitest";
import { smallSampleCorrection } from "../../src/statistics/numerics/gamma.ts";
import {
  noncentralityInterval,
  noncentralTLower,
  noncentralTUpper,
} from "../../src/statistics/numerics/noncentral-t.ts";
import { chiSquare1Upper, normalQuantile, normalUpper } from "../../src/statistics/numerics/normal.ts";
import {
  chanceAtMost,
  doubledRanksTo,
  signedRankChances,
  signedRankQuantile,
} from "../../src/statistics/numerics/signed-rank.ts";
import { tDensity, tQuantile, tUpper } from "../../src/statistics/numerics/student-t.ts";
import { readGolden } from "./golden.ts";

type Row = Record<string, number>;
const reference = readGolden<{ expected: Record<string, Row[]> }>("dist_reference").expected;

const relative = (got: number, want: number) => (want === 0 ? Math.abs(got) : Math.abs(got - want) / Math.abs(want));

/** The rows where a function is further from the reference than `tolerance`, tail probabilities included. */
const off = (rows: Row[], value: (row: Row) => number, want: string, tolerance = 1e-11) =>
  rows.filter((row) => !(relative(value(row), row[want]!) <= tolerance)).map((row) => ({ ...row, got: value(row) }));

const rowsOf = (name: string) => {
  const rows = reference[name] ?? [];
  expect(rows.length).toBeGreaterThan(5);
  return rows;
};

describe("against the reference values of R and mpmath", () => {
  test("t quantiles", () => expect(off(rowsOf("qt"), ({ p, df }) => tQuantile(p!, df!), "q")).toEqual([]));
  test("t tails", () => expect(off(rowsOf("pt_upper"), ({ t, df }) => tUpper(t!, df!), "upper")).toEqual([]));
  test("normal quantiles", () => expect(off(rowsOf("qnorm"), ({ p }) => normalQuantile(p!), "q")).toEqual([]));
  test("normal tails", () => expect(off(rowsOf("pnorm_upper"), ({ z }) => normalUpper(z!), "upper")).toEqual([]));
  test("chi-square tails", () => {
    expect(off(rowsOf("pchisq1_upper"), ({ x }) => chiSquare1Upper(x!), "upper")).toEqual([]);
  });
  test("noncentral t, both tails", () => {
    expect(off(rowsOf("nct"), ({ t, df, ncp }) => noncentralTLower(t!, df!, ncp!), "lower")).toEqual([]);
    expect(off(rowsOf("nct"), ({ t, df, ncp }) => noncentralTUpper(t!, df!, ncp!), "upper")).toEqual([]);
  });
  test("intervals of the noncentrality", () => {
    expect(off(rowsOf("nct_ci"), ({ t, df }) => noncentralityInterval(t!, df!)[0], "ncp_low")).toEqual([]);
    expect(off(rowsOf("nct_ci"), ({ t, df }) => noncentralityInterval(t!, df!)[1], "ncp_high")).toEqual([]);
  });
  test("signed-rank distribution and quantiles", () => {
    const lower = ({ w, n }: Row) => chanceAtMost(signedRankChances(doubledRanksTo(n!)), 2 * w!);
    expect(off(rowsOf("psignrank"), lower, "p")).toEqual([]);
    expect(off(rowsOf("qsignrank_025"), ({ n }) => signedRankQuantile(0.025, n!), "k", 0)).toEqual([]);
  });
  test("small-sample correction J", () => {
    expect(off(rowsOf("J"), ({ df }) => smallSampleCorrection(df!) ?? Number.NaN, "exact")).toEqual([]);
  });
});

describe("against a second library", () => {
  const dfs = [1, 1.5, 2, 3.7, 10, 55.5, 300, 9999];

  test("t tails over a grid of t and df", () => {
    const grid = dfs.flatMap((df) =>
      [0.3, 1, 1.6, 1.8, 2.5, 7, 30].map((t) => ({ t, df, want: studentT.cdf(-t, df) })),
    );
    expect(off(grid, ({ t, df }) => tUpper(t!, df!), "want", 1e-12)).toEqual([]);
  });

  test("t density, the slope of the tail", () => {
    const grid = dfs.flatMap((df) => [0.1, 1, 4].map((t) => ({ t, df, want: studentT.pdf(t, df) })));
    expect(off(grid, ({ t, df }) => tDensity(t!, df!), "want", 1e-12)).toEqual([]);
  });

  test("normal tails over a grid of z, both series and fraction", () => {
    const grid = Array.from({ length: 61 }, (_, i) => i / 4 - 5).map((z) => ({ z, want: normal.cdf(-z, 0, 1) }));
    expect(off(grid, ({ z }) => normalUpper(z!), "want", 1e-12)).toEqual([]);
  });
});

describe("at the edges", () => {
  test("quantiles come back through the tail", () => {
    const grid = [1, 2, 4.5, 200, 1e6].flatMap((df) => [1e-100, 1e-9, 0.1, 0.49999].map((p) => ({ p, df })));
    expect(
      off(
        grid.map((row) => ({ ...row })),
        ({ p, df }) => tUpper(-tQuantile(p!, df!), df!),
        "p",
        1e-11,
      ),
    ).toEqual([]);
  });

  test("the far tail is 0 and the near tail one half", () => {
    expect([tUpper(0, 3), tUpper(60, 4999), normalUpper(40), tUpper(1e200, 9)]).toEqual([0.5, 0, 0, 0]);
  });

  test("a probability of 0 or 1 has no quantile", () => {
    expect([tQuantile(0, 3), tQuantile(1, 3), normalQuantile(0), normalQuantile(1)]).toEqual([NaN, NaN, NaN, NaN]);
  });

  test("an interval of the noncentrality exists for any t, and holds 95% between its ends", () => {
    for (const [t, df] of [
      [1e-9, 5],
      [300, 99_999],
      [1e6, 1],
      [1e12, 3],
    ] as const) {
      const [low, high] = noncentralityInterval(t, df);
      expect(noncentralTUpper(t, df, low)).toBeCloseTo(0.025, 9);
      expect(noncentralTLower(t, df, high)).toBeCloseTo(0.025, 9);
    }
  });
});
