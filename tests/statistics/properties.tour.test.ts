import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hodgesLehmann } from "../../src/statistics/hodges-lehmann.ts";
import { kthPairSum } from "../../src/statistics/numerics/pair-sums.ts";
import { analysePrePost } from "../../src/statistics/prepost.ts";
import type { PrePostConfig } from "../../src/statistics/prepost-config.ts";
import type { ScorePair } from "../../src/statistics/scores.ts";
import { wilcoxon } from "../../src/statistics/wilcoxon.ts";
import { wilson } from "../../src/statistics/wilson.ts";
import { isClose } from "./golden.ts";

const RUNS = { seed: 20_260_302, numRuns: 200 };

const score = fc.oneof(
  fc.integer({ min: 0, max: 40 }),
  fc.integer({ min: 0, max: 400 }).map((tenths) => tenths / 10),
);
const maybe = fc.option(score, { nil: null, freq: 6 });
const records = fc.array(fc.record({ pre: maybe, post: maybe }), { maxLength: 40 });
const matched = fc.array(fc.record({ pre: score, post: score }), { minLength: 3, maxLength: 30 });

const config: PrePostConfig = {
  dir: 1,
  r: 0.85,
  sd_rci: 6,
  norm: { mean: 25, sd: 6 },
  cutoff: { value: 20, clinical: "lt" },
  mid: 3,
};

const closeOrNull = (a: number | null, b: number | null) =>
  a === null || b === null ? a === b : isClose(a, b) || Math.abs(a - b) < 1e-9;

/** Every number in a result, however deep. */
function numbersIn(value: unknown): number[] {
  if (typeof value === "number") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

const negative = (x: number | null) => (x === null ? null : -x);

describe("a before-and-after analysis", () => {
  test("never holds NaN or Infinity, whatever is missing", () => {
    const anyScore = fc.option(fc.oneof(score, fc.double({ min: -1e12, max: 1e12, noNaN: true }), fc.constant(7)), {
      nil: null,
    });
    const anything = fc.array(fc.record({ pre: anyScore, post: anyScore }), { maxLength: 12 });
    fc.assert(
      fc.property(anything, (rows) => {
        expect(
          numbersIn(analysePrePost(rows, { ...config, sd_rci: "sample_pre" })).filter((x) => !Number.isFinite(x)),
        ).toEqual([]);
      }),
      RUNS,
    );
  });

  test("gives a reason for every missing section", () => {
    fc.assert(
      fc.property(records, (rows) => {
        const { t_test, correlation, effect_sizes, attrition, null_reasons } = analysePrePost(rows, config);
        expect(null_reasons?.t_test === undefined).toBe(t_test.t !== null);
        expect(null_reasons?.correlation === undefined).toBe(correlation.pearson_r !== null);
        expect(null_reasons?.effect_sizes === undefined).toBe(effect_sizes.d_z !== null);
        expect(null_reasons?.attrition === undefined).toBe(attrition !== undefined);
      }),
      RUNS,
    );
  });

  test("swapping before and after negates the change", () => {
    const swap = (rows: ScorePair[]) => rows.map(({ pre, post }) => ({ pre: post, post: pre }));
    fc.assert(
      fc.property(matched, (rows) => {
        const there = analysePrePost(rows, config);
        const back = analysePrePost(swap(rows), config);
        expect(closeOrNull(there.t_test.mean, negative(back.t_test.mean))).toBe(true);
        expect(closeOrNull(there.t_test.t, negative(back.t_test.t))).toBe(true);
        expect(closeOrNull(there.t_test.ci95[0], negative(back.t_test.ci95[1]))).toBe(true);
        expect(closeOrNull(there.effect_sizes.d_av_rms, negative(back.effect_sizes.d_av_rms))).toBe(true);
        expect(there.direction.n_better).toBe(back.direction.n_worse);
        expect(there.wilcoxon?.w_plus).toBe(back.wilcoxon?.w_minus);
        expect(closeOrNull(there.hodges_lehmann.estimate, negative(back.hodges_lehmann.estimate))).toBe(true);
        expect(there.rci?.rci95.n_improved).toBe(back.rci?.rci95.n_deteriorated);
        expect(there.mcnemar?.case_noncase).toBe(back.mcnemar?.noncase_case);
      }),
      RUNS,
    );
  });

  test("turning the direction round turns every verdict round and no description", () => {
    fc.assert(
      fc.property(matched, (rows) => {
        const up = analysePrePost(rows, config);
        const down = analysePrePost(rows, { ...config, dir: -1 });
        expect(down.t_test.mean).toBe(up.t_test.mean! === 0 ? 0 : -up.t_test.mean!);
        expect(down.direction.n_better).toBe(up.direction.n_worse);
        expect(down.rci?.rci95.n_improved).toBe(up.rci?.rci95.n_deteriorated);
        expect(down.descriptives.change_raw).toEqual(up.descriptives.change_raw);
        expect(down.t_test.p_two_sided).toBe(up.t_test.p_two_sided);
      }),
      RUNS,
    );
  });

  test("people without both scores change no statistic of change", () => {
    fc.assert(
      fc.property(matched, fc.array(score, { maxLength: 5 }), (rows, lost) => {
        const alone = analysePrePost(rows, config);
        const withLost = analysePrePost([...rows, ...lost.map((pre) => ({ pre, post: null }))], config);
        expect(withLost.t_test).toEqual(alone.t_test);
        expect(withLost.effect_sizes).toEqual(alone.effect_sizes);
        expect(withLost.counts.n_pre_only).toBe(lost.length);
        expect(withLost.sensitivity?.denominator_all_with_pre).toBe(rows.length + lost.length);
      }),
      RUNS,
    );
  });

  test("categories, verdicts and cells each add up to the pairs", () => {
    fc.assert(
      fc.property(matched, (rows) => {
        const { csc, rci, mcnemar, direction } = analysePrePost(rows, config);
        const sum = (counts: object) => Object.values(counts).reduce((total: number, x: number) => total + x, 0);
        expect(sum(csc!)).toBe(rows.length);
        for (const level of [rci!.rci80, rci!.rci90, rci!.rci95]) {
          expect(level.n_improved + level.n_unchanged + level.n_deteriorated).toBe(rows.length);
        }
        expect(mcnemar!.case_case + mcnemar!.case_noncase + mcnemar!.noncase_case + mcnemar!.noncase_noncase).toBe(
          rows.length,
        );
        expect(direction.n_better + direction.n_same + direction.n_worse).toBe(rows.length);
      }),
      RUNS,
    );
  });
});

describe("ranks and Walsh averages against listing them all", () => {
  const changes = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 10 });

  /** p of the signed-rank test by going through all sign flips. */
  function listedP(d: number[]): number {
    const used = d.filter((x) => x !== 0);
    const rankOf = (x: number) => {
      const below = used.filter((y) => Math.abs(y) < Math.abs(x)).length;
      return below + (used.filter((y) => Math.abs(y) === Math.abs(x)).length + 1) / 2;
    };
    const ranks = used.map(rankOf);
    const observed = used.reduce((sum, x, i) => sum + (x > 0 ? ranks[i]! : 0), 0);
    const sums = Array.from({ length: 2 ** used.length }, (_, flips) =>
      ranks.reduce((sum, rank, i) => sum + ((flips >> i) & 1) * rank, 0),
    );
    const atMost = sums.filter((w) => w <= observed).length / sums.length;
    const atLeast = sums.filter((w) => w >= observed).length / sums.length;
    return Math.min(1, 2 * Math.min(atMost, atLeast));
  }

  test("the exact p is that of all sign flips, ties and zeros included", () => {
    fc.assert(
      fc.property(changes, (d) => {
        fc.pre(d.some((x) => x !== 0));
        expect(wilcoxon(d)?.p_exact).toBeCloseTo(listedP(d), 12);
      }),
      RUNS,
    );
  });

  const sums = (d: readonly number[]) => d.flatMap((a, i) => d.slice(i).map((b) => a + b)).sort((a, b) => a - b);

  test("the k-th pair sum is the k-th of the sorted list", () => {
    const numbers = fc.array(
      fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((x) => x + 0),
      { minLength: 1, maxLength: 12 },
    );
    fc.assert(
      fc.property(numbers, fc.nat(), (d, at) => {
        const listed = sums(d);
        const k = 1 + (at % listed.length);
        expect(kthPairSum(Float64Array.from(d).sort(), k)).toBe(listed[k - 1]! + 0);
      }),
      RUNS,
    );
  });

  test("the Hodges-Lehmann estimate is the median Walsh average", () => {
    fc.assert(
      fc.property(changes, (d) => {
        const averages = sums(d).map((sum) => sum / 2);
        const half = averages.length >> 1;
        const middle = averages.length % 2 ? averages[half]! : (averages[half - 1]! + averages[half]!) / 2;
        expect(hodgesLehmann(d).estimate).toBeCloseTo(middle, 12);
      }),
      RUNS,
    );
  });
});

test("a Wilson interval holds its estimate and stays within 0 and 1", () => {
  const count = fc
    .integer({ min: 1, max: 5000 })
    .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));
  fc.assert(
    fc.property(count, ([x, n]) => {
      const { estimate, low, high } = wilson(x, n);
      expect(low! >= 0 && low! <= estimate! && estimate! <= high! && high! <= 1).toBe(true);
      expect(wilson(n - x, n).low).toBeCloseTo(1 - high!, 12);
    }),
    RUNS,
  );
});
