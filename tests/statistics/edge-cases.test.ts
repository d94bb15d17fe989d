import { describe, expect, test } from "vitest";
import { analysePrePost } from "../../src/statistics/prepost.ts";
import type { PrePostConfig } from "../../src/statistics/prepost-config.ts";
import type { ScorePair } from "../../src/statistics/scores.ts";

const CONFIG: PrePostConfig = {
  dir: -1,
  r: 0.8,
  sd_rci: 5,
  norm: { mean: 8, sd: 5 },
  cutoff: { value: 17, clinical: "ge" },
  mid: 3,
};

const pairs = (...scores: [number | null, number | null][]): ScorePair[] =>
  scores.map(([pre, post]) => ({ pre, post }));

describe("nobody has both scores", () => {
  const result = analysePrePost(pairs([12, null], [9, null], [null, 4], [null, null]), CONFIG);

  test("everybody is counted", () => {
    expect(result.counts).toMatchObject({
      n_records: 4,
      n_pre: 2,
      n_post: 1,
      n_matched: 0,
      n_pre_only: 2,
      n_post_only: 1,
    });
    expect(result.descriptives.pre_of_pre_only).toMatchObject({ n: 2, mean: 10.5 });
  });

  test("nothing is claimed about change, with reasons", () => {
    expect(result.t_test).toMatchObject({ mean: null, se: null, df: null, ci95: [null, null] });
    expect(result.hodges_lehmann.estimate).toBeNull();
    expect(
      Object.values(result.effect_sizes)
        .flat()
        .every((value) => value === null),
    ).toBe(true);
    expect(result).not.toHaveProperty("rci");
    expect(result).not.toHaveProperty("mcnemar");
    expect(result.null_reasons).toMatchObject({ t_test: "n<2", wilcoxon: "n=0", correlation: "n<2" });
  });
});

test("no spread after: no correlation, d_rm or interval of g_pre, but a test and d_pre", () => {
  const { correlation, effect_sizes, t_test, rci, null_reasons } = analysePrePost(
    pairs([12, 5], [18, 5], [9, 5], [15, 5], [14, 5]),
    CONFIG,
  );
  expect(correlation.pearson_r).toBeNull();
  expect(effect_sizes).toMatchObject({ d_rm: null, g_rm: null, d_rm_ci95_nct: [null, null] });
  expect(effect_sizes.g_pre_ci95_smcrh).toEqual([null, null]);
  expect(effect_sizes.g_pre).not.toBeNull();
  expect(effect_sizes).not.toHaveProperty("g_pre_se_smcrh");
  expect(t_test.p_two_sided).not.toBeNull();
  expect(rci).toBeDefined();
  expect(null_reasons).toMatchObject({ correlation: "zero variance at pre or post" });
});

test("a large offset changes no statistic of change", () => {
  const scores: [number, number][] = [
    [14, 6],
    [11, 9],
    [22, 12],
    [18, 18],
    [9, 13],
    [25, 15],
    [17, 10],
  ];
  const shift = 1_000_000_000;
  const config = { ...CONFIG, cutoff: null, norm: null };
  const near = analysePrePost(pairs(...scores), config);
  const far = analysePrePost(
    pairs(...scores.map(([pre, post]): [number, number] => [pre + shift, post + shift])),
    config,
  );
  expect(far.t_test).toEqual(near.t_test);
  expect(far.wilcoxon).toEqual(near.wilcoxon);
  expect(far.hodges_lehmann).toEqual(near.hodges_lehmann);
  expect(far.effect_sizes.g_pre).toBeCloseTo(near.effect_sizes.g_pre!, 12);
  expect(far.correlation.pearson_r).toBeCloseTo(near.correlation.pearson_r!, 12);
  expect(far.descriptives.pre_matched.sd).toBeCloseTo(near.descriptives.pre_matched.sd!, 12);
});

test("equal decimal scores have no spread at all", () => {
  const result = analysePrePost(pairs([0.1, 0.3], [0.1, 0.3], [0.1, 0.3]), { ...CONFIG, dir: 1 });
  expect(result.descriptives.pre_matched).toMatchObject({ mean: 0.1, sd: 0 });
  expect(result.t_test).toMatchObject({ mean: 0.2, se: 0, t: null });
});

test("a reliability of 1, or an SD of 0, gives no reliable change and says why", () => {
  const scores = pairs([14, 6], [11, 9]);
  for (const config of [
    { ...CONFIG, r: 1 },
    { ...CONFIG, sd_rci: 0 },
    { ...CONFIG, r: -0.1 },
  ]) {
    const result = analysePrePost(scores, config);
    expect(result).not.toHaveProperty("rci");
    expect(result).not.toHaveProperty("csc");
    expect(result.null_reasons?.rci).toBe("SD for RCI is zero or undefined");
  }
});

test("what was not asked for is absent without a reason", () => {
  const result = analysePrePost(pairs([14, 6], [11, 9], [8, 2]), { dir: -1 });
  for (const section of ["rci", "cutoff_used", "mcnemar", "mid"]) expect(result).not.toHaveProperty(section);
  expect(result.null_reasons).toEqual({ attrition: "needs >=2 in each group and some variance" });
  expect(result.effect_sizes.d_norm).toBeNull();
});

test("a cut-off named by letter that cannot be computed is absent, with a reason", () => {
  const result = analysePrePost(pairs([14, 6]), { ...CONFIG, cutoff: { value: "c", clinical: "ge" } });
  expect(result).not.toHaveProperty("cutoff_used");
  expect(result.null_reasons?.cutoff).toMatch(/norms/);
});

test("all first scores zero: no percentage, and the exclusions are counted", () => {
  const { percentage } = analysePrePost(pairs([0, 2], [0, 3]), { dir: 1 });
  expect(percentage).toEqual({ ratio_of_means_pct: null, mean_of_individual_pct: null, n_pre_zero_excluded: 2 });
});

test("more than 200 changes: the normal test stands in for the exact one", () => {
  const many = Array.from({ length: 260 }, (_, i): [number, number] => [20 + (i % 13), 18 + ((i * 7) % 17)]);
  const { wilcoxon, hodges_lehmann } = analysePrePost(pairs(...many), { dir: -1 });
  expect(wilcoxon?.p_exact).toBeNull();
  expect(wilcoxon?.p_normal_cc).toBeGreaterThan(0);
  expect(hodges_lehmann.k_rule).toMatch(/^normal/);
});

test("a hundred thousand pairs take seconds and little memory", () => {
  const many = Array.from({ length: 100_000 }, (_, i) => ({
    pre: 20 + ((i * 7919) % 1013) / 50,
    post: 18 + ((i * 104_729) % 997) / 50,
  }));
  const from = performance.now();
  const { hodges_lehmann, t_test } = analysePrePost(many, CONFIG);
  expect(performance.now() - from).toBeLessThan(8_000);
  expect(hodges_lehmann.estimate).toBeCloseTo(t_test.mean!, 1);
});
