import { expect, test } from "vitest";
import { caveatsOf } from "../../src/statistics/caveats.ts";
import { analysePrePost } from "../../src/statistics/prepost.ts";
import type { PrePostConfig } from "../../src/statistics/prepost-config.ts";
import type { ScorePair } from "../../src/statistics/scores.ts";

const CONFIG: PrePostConfig = { dir: -1, r: 0.8, sd_rci: "sample_pre" };
const codes = (records: ScorePair[], config = CONFIG) =>
  caveatsOf(analysePrePost(records, config), config).map(({ code }) => code);

const matched = (n: number): ScorePair[] =>
  Array.from({ length: n }, (_, i) => ({ pre: 10 + (i % 9), post: 6 + (i % 7) }));
const lost = (n: number, pre: number): ScorePair[] =>
  Array.from({ length: n }, (_, i) => ({ pre: pre + (i % 3), post: null }));

const ALWAYS = ["no-comparison-group", "regression-to-the-mean"];

test("the comparison group and regression to the mean are always spoken of", () => {
  expect(codes([])).toEqual(ALWAYS);
  expect(codes(matched(40), { dir: -1 })).toEqual(ALWAYS);
});

test("more than 30% without a last score is said; below 60% with both, more", () => {
  const withLost = (n: number) => codes([...matched(70), ...lost(n, 13)], { dir: -1 });
  expect(withLost(30)).not.toContain("missing");
  expect(withLost(31)).toContain("missing");
  expect(withLost(46)).not.toContain("not-representative");
  expect(withLost(47)).toContain("not-representative");
});

test("another level at the start is said", () => {
  expect(codes([...matched(30), ...lost(5, 20)], { dir: -1 })).toContain("baseline-differs");
  expect(codes([...matched(30), ...lost(5, 13)], { dir: -1 })).not.toContain("baseline-differs");
});

test("small groups, chance and the SD of the sample are said where they matter", () => {
  expect(codes(matched(19))).toEqual([...ALWAYS, "small-group"]);
  expect(codes(matched(20))).toEqual([...ALWAYS, "reliable-by-chance", "sample-sd"]);
  expect(codes(matched(20), { ...CONFIG, sd_rci: 5 })).toEqual([...ALWAYS, "reliable-by-chance"]);
});
