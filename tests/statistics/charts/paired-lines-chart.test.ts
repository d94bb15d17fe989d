import { expect, test } from "vitest";
import { type PairedLinesInput, pairedLinesChart } from "../../../src/charts/paired-lines-chart.ts";

const input: PairedLinesInput = {
  id: "p",
  pairs: [
    { pre: 20, post: 10 },
    { pre: 20, post: 10 },
    { pre: 5, post: 5 },
    { pre: 10, post: 15 },
  ],
  dir: -1,
  scale: "SDQ total",
  decimals: 1,
};
const chart = pairedLinesChart(input);

test("the title states the mean change, the description the means with their intervals", () => {
  expect(chart.title).toBe("The mean score was 3.8 points better after: 13.8 before, 10.0 after");
  expect(chart.description).toContain("Mean before 13.8 (95% CI 1.8 to 25.7), after 10.0 (95% CI 3.5 to 16.5)");
});

test("a line for every pair of scores, wider where two share it, told apart by more than colour", () => {
  expect(chart.lines.map(({ way }) => way)).toEqual(["same", "worse", "better"]);
  expect(chart.lines[2]!.width).toBeGreaterThan(chart.lines[1]!.width);
});

test("the means are joined, each with a bar for its interval", () => {
  expect(chart.meanPath).toMatch(/^M200,[\d.]+L510,[\d.]+$/);
  expect(chart.means.every(({ bar, cy }) => bar && bar.y1 > cy && bar.y2 < cy)).toBe(true);
});

test("no spread, no bar; no change, no claim of one", () => {
  const still = pairedLinesChart({
    ...input,
    pairs: [
      { pre: 7, post: 7 },
      { pre: 7, post: 7 },
    ],
  });
  expect(still.title).toBe("The mean score was the same after as before");
  expect(still.means.map(({ bar }) => bar)).toEqual([null, null]);
});

test("where higher is better a rise is better", () => {
  expect(pairedLinesChart({ ...input, dir: 1 }).title).toMatch(/3\.8 points worse after/);
  expect(pairedLinesChart({ ...input, dir: 1 }).lines.map(({ way }) => way)).toEqual(["same", "better", "worse"]);
});
