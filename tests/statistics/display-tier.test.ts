import { expect, test } from "vitest";
import { type Audience, displayTier } from "../../src/statistics/display-tier.ts";

const tiers = (audience: Audience) => [0, 5, 6, 9, 10, 19, 20, 29, 30, 500].map((n) => displayTier(n, audience));

test("outside, nothing below 6, counts below 10, means below 20, rates below 30", () => {
  expect(tiers("external").map(({ tier }) => tier)).toEqual([
    "fewer-than-6",
    "fewer-than-6",
    "counts",
    "counts",
    "early-picture",
    "early-picture",
    "rates",
    "rates",
    "full",
    "full",
  ]);
  expect(tiers("external").map(({ counts }) => counts)).toEqual([false, false, ...Array(8).fill(true)]);
  expect(tiers("external").some(({ individualCharts, pValues }) => individualCharts || pValues)).toBe(false);
});

test("means from 10, percentages and effect sizes from 20, all from 30", () => {
  const from = (key: "means" | "percentages" | "effectSize" | "reliableChange" | "fullTests") =>
    [0, 5, 6, 9, 10, 19, 20, 29, 30].find((n) => displayTier(n, "external")[key]);
  expect([from("means"), from("percentages"), from("effectSize"), from("reliableChange"), from("fullTests")]).toEqual([
    10, 20, 20, 20, 30,
  ]);
});

test("inside, counts always; the team sees single people from 6, the evaluator from 10", () => {
  expect(displayTier(3, "team")).toMatchObject({ counts: true, individualCharts: false });
  expect([displayTier(6, "team"), displayTier(6, "evaluator")].map((t) => t.individualCharts)).toEqual([true, false]);
  expect(displayTier(10, "evaluator")).toMatchObject({ individualCharts: true, pValues: false });
  expect(displayTier(20, "evaluator").pValues).toBe(true);
});

test("a small group wears its badge, and every tier says when more is shown", () => {
  expect([9, 10, 19, 20].map((n) => displayTier(n, "external").badge !== null)).toEqual([false, true, true, false]);
  expect([0, 6, 10, 20, 30].map((n) => displayTier(n, "external").moreFrom)).toEqual([6, 10, 20, 30, null]);
});
