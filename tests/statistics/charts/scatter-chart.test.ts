import { expect, test } from "vitest";
import { type ScatterInput, scatterChart } from "../../../src/charts/scatter-chart.ts";

const input: ScatterInput = {
  id: "s",
  pairs: [
    { pre: 20, post: 10 },
    { pre: 20, post: 10 },
    { pre: 5, post: 5 },
    { pre: 0, post: 15 },
  ],
  dir: -1,
  scale: "SDQ total",
  reliablePoints: 6,
  cutoff: 17,
};
const chart = scatterChart(input);

test("the title states the finding, the axes their direction", () => {
  expect(chart.title).toBe("2 of 4 people scored better after than before; 1 scored the same and 1 worse");
  expect([chart.xLabel, chart.yLabel]).toEqual([
    "SDQ total before (lower is better)",
    "SDQ total after (lower is better)",
  ]);
  expect(chart.description).toMatch(/below the diagonal .* shaded band .* cut-off, 17/s);
});

test("equal pairs are one larger dot, on one square scale", () => {
  expect(chart.dots).toHaveLength(3);
  const { left, right, top, bottom } = chart.plot;
  const at = (score: number, from: number, to: number) => Math.round((from + ((to - from) * score) / 20) * 100) / 100;
  const both = chart.dots.find(({ cx, cy }) => cx === at(20, left, right) && cy === at(10, bottom, top));
  expect(both?.r).toBeGreaterThan(Math.min(...chart.dots.map(({ r }) => r)));
});

test("the band runs along the diagonal at the threshold, the cut-off across both axes", () => {
  const corners = chart.band!.split(" ").map((corner) => corner.split(",").map(Number));
  const perPoint = (chart.plot.right - chart.plot.left) / 20;
  expect(corners).toHaveLength(6);
  expect(corners[5]![0]! - chart.plot.left).toBeCloseTo(6 * perPoint, 1);
  expect(chart.cutoffs.map(({ x1, x2 }) => x1 === x2)).toEqual([true, false]);
});

test("without threshold and cut-off there is neither band nor line, in words nor in drawing", () => {
  const bare = scatterChart({ ...input, reliablePoints: null, cutoff: null });
  expect([bare.band, bare.cutoffs]).toEqual([null, []]);
  expect(bare.description).not.toMatch(/band|cut-off/);
});

test("the table holds every pair and how many had it, and nothing else", () => {
  expect(chart.table.rows).toEqual([
    [0, 15, 1],
    [5, 5, 1],
    [20, 10, 2],
  ]);
});

test("higher is better turns the words round", () => {
  expect(scatterChart({ ...input, dir: 1 })).toMatchObject({
    title: "1 of 4 people scored better after than before; 1 scored the same and 2 worse",
    xLabel: "SDQ total before (higher is better)",
  });
});

test("very many people are gathered, counted in full, and it says so", () => {
  const pairs = Array.from({ length: 5000 }, (_, i) => ({ pre: (i * 7919) % 4001, post: (i * 104_729) % 3989 }));
  const many = scatterChart({ ...input, pairs, cutoff: null });
  expect(many.dots.length).toBeLessThanOrEqual(400);
  expect(many.table.rows.reduce((people, row) => people + Number(row[2]), 0)).toBe(5000);
  expect(many.description).toMatch(/brought to the nearest \d+/);
});

test("one person, and everybody the same, are still drawn with finite numbers", () => {
  const { dots, xTicks } = scatterChart({ ...input, pairs: [{ pre: 7, post: 7 }], cutoff: null });
  expect(dots.flatMap(({ cx, cy, r }) => [cx, cy, r]).every(Number.isFinite)).toBe(true);
  expect(xTicks.length).toBeGreaterThan(1);
});
