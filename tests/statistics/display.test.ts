import { expect, test } from "vitest";
import {
  decimalsFor,
  shown,
  shownEstimate,
  shownInterval,
  shownP,
  shownProportion,
} from "../../src/statistics/display.ts";
import { wilson } from "../../src/statistics/wilson.ts";

test("numbers are rounded half away from zero, once, and never to -0.0", () => {
  expect([2.45, -2.45, 1.005, 0.25, -0.04, 0, 1e15].map((x) => shown(x, x === 1.005 ? 2 : 1))).toEqual([
    "2.5",
    "-2.5",
    "1.01",
    "0.3",
    "0.0",
    "0.0",
    "1000000000000000.0",
  ]);
  expect(shown(null, 1)).toBe("not available");
});

test("an interval is written with `to`", () => {
  expect(shownEstimate(3.2, [1.4, 5], 1)).toBe("3.2 (95% CI 1.4 to 5.0)");
  expect(shownInterval([-1.44, -0.02], 1)).toBe("-1.4 to 0.0");
  expect(shownEstimate(5, [null, null], 1)).toBe("5.0 (no 95% CI)");
  expect(shownEstimate(null, [null, null], 1)).toBe("not available");
});

test("small p are never 0.000", () => {
  expect([0.0394, 0.0004, 0, 1, 0.0009999, null].map(shownP)).toEqual([
    "0.039",
    "<0.001",
    "<0.001",
    "1.000",
    "<0.001",
    "not available",
  ]);
});

test("a percentage stands beside its denominator; one decimal only from 200 on", () => {
  expect(shownProportion(wilson(31, 52))).toBe("31 of 52 (60%, 95% CI 46% to 72%)");
  expect(shownProportion(wilson(31, 200))).toBe("31 of 200 (15.5%, 95% CI 11.1% to 21.2%)");
  expect(shownProportion(wilson(0, 0))).toBe("0 of 0");
});

test("scales in whole points get one decimal, others two", () => {
  expect([decimalsFor([1, 2, 30]), decimalsFor([1, 2.5])]).toEqual([1, 2]);
});
