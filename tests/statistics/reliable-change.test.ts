import { expect, test } from "vitest";
import { classify, clinicalChange, fourIndices } from "../../src/statistics/classification.ts";
import { type ClinicalSide, crossingTable, isCase } from "../../src/statistics/cutoffs.ts";
import { leastWholePoints, reliableChangeThreshold, reliableVerdict } from "../../src/statistics/reliable-change.ts";

const published = reliableChangeThreshold({ points: 6, source: "NHS England" })!;
const computed = reliableChangeThreshold({ sd: 4.2, r: 0.89, source: "fixture" })!;

test("published points count when reached, a computed threshold only when passed", () => {
  expect([5, 6, -6, 0].map((d) => reliableVerdict(d, published))).toEqual([
    "unchanged",
    "improved",
    "deteriorated",
    "unchanged",
  ]);
  expect(reliableVerdict(computed.points, computed)).toBe("unchanged");
  expect(reliableVerdict(computed.points + 1e-6, computed)).toBe("improved");
  expect(reliableVerdict(-computed.points - 1e-6, computed)).toBe("deteriorated");
});

test("the least whole points pass the threshold, also where it is a whole number", () => {
  expect([3.861, 4, 0.4].map(leastWholePoints)).toEqual([4, 5, 1]);
});

test("no threshold without an SD, or with a reliability of 1", () => {
  expect(reliableChangeThreshold({ sd: 0, r: 0.9, source: "" })).toBeNull();
  expect(reliableChangeThreshold({ sd: 5, r: 1, source: "" })).toBeNull();
});

test("a score on the cut-off is a case for ge and le, and none for gt and lt", () => {
  const on = (clinical: ClinicalSide) => isCase(0.3, { value: 0.1 + 0.2, clinical });
  expect([on("ge"), on("le"), on("gt"), on("lt")]).toEqual([true, true, false, false]);
});

const people = [
  [20, 8],
  [20, 13],
  [12, 11],
  [9, 16],
  [8, 12],
  [18, 30],
] as const;
const cutoff = { value: 10, clinical: "ge" } as const;
const classified = people.map(([pre, post]) => classify(pre, post, pre - post, published, cutoff));

test("every person falls in one category", () => {
  expect(classified.map(({ category }) => category)).toEqual([
    "recovered",
    "improved",
    "unchanged",
    "harmed",
    "unchanged",
    "deteriorated",
  ]);
  expect(clinicalChange(classified)).toEqual({ recovered: 1, improved: 1, unchanged: 2, deteriorated: 1, harmed: 1 });
});

test("recovery is out of those who were cases before, the others out of everybody", () => {
  const { n_case_at_pre, recovery, reliable_recovery, reliable_improvement, reliable_deterioration } =
    fourIndices(classified);
  const fraction = ({ x, n }: { x: number; n: number }) => [x, n];
  expect(n_case_at_pre).toBe(4);
  expect([recovery, reliable_recovery, reliable_improvement, reliable_deterioration].map(fraction)).toEqual([
    [1, 4],
    [1, 4],
    [2, 6],
    [2, 6],
  ]);
});

test("crossing the cut-off is counted in four cells", () => {
  expect(
    crossingTable(
      people.map(([pre]) => pre),
      people.map(([, post]) => post),
      cutoff,
    ),
  ).toEqual({
    case_case: 3,
    case_noncase: 1,
    noncase_case: 2,
    noncase_noncase: 0,
  });
});
