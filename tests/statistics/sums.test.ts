import { expect, test } from "vitest";
import { crossDeviations, mean, median, standardDeviation, sumOf } from "../../src/statistics/numerics/sums.ts";

const sum = (xs: readonly number[]) => sumOf(xs.length, (i) => xs[i]!);

test("a sum loses nothing to large numbers between", () => {
  expect(sum([1e16, 1, -1e16])).toBe(1);
  expect(sum([1, 1e100, 1, -1e100])).toBe(2);
  expect(sum(Array(100_000).fill(0.1))).toBe(10_000);
});

test("mean, SD and median of nothing, of one, of equal numbers", () => {
  expect([mean([]), standardDeviation([]), median([])]).toEqual([null, null, null]);
  expect([mean([7]), standardDeviation([7]), median([7])]).toEqual([7, null, 7]);
  const equal = Array(31).fill(0.1);
  expect([mean(equal), standardDeviation(equal)]).toEqual([0.1, 0]);
});

test("the SD of small differences on a large offset is exact", () => {
  expect(standardDeviation([1e9 + 1, 1e9 + 2, 1e9 + 3])).toBe(1);
  expect(crossDeviations([1e9 + 1, 1e9 + 2, 1e9 + 3], [1e9 + 2, 1e9 + 4, 1e9 + 6])).toBe(4);
});

test("a median does not sort what it is given", () => {
  const xs = [3, 1, 2, 10];
  expect([median(xs), xs]).toEqual([2.5, [3, 1, 2, 10]]);
});
