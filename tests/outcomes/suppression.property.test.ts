import fc from "fast-check";
import { expect, test } from "vitest";
import {
  bandOfCount,
  HIDDEN,
  isTooClose,
  suppressed,
  suppressLine,
  suppressSteps,
} from "../../src/disclosure/suppression.ts";
import { shownFunnel } from "../../src/features/outcomes/funnel.ts";

const counts = (most: number) => fc.array(fc.nat({ max: most }), { minLength: 1, maxLength: 8 });
const nested = counts(60).map((ns) => [...ns].sort((a, b) => b - a));
const anyFunnel = fc.oneof(nested, counts(60));
const isFew = (n: number) => n >= 1 && n <= 5;
const stepsOf = (ns: readonly number[]) => ns.map((n, i) => ({ said: `step ${i}`, n }));

test("no shown step of a funnel is 1 to 5 people from a shown neighbour, from the first, or from what follows the last", () => {
  fc.assert(
    fc.property(anyFunnel, fc.option(fc.integer({ min: 6, max: 60 }), { nil: undefined }), (ns, after) => {
      const shown = shownFunnel(stepsOf(ns), { after }).map(({ n }) => n);
      const seen = [...shown.filter((n) => n !== HIDDEN).map(Number), ...(after === undefined ? [] : [after])];
      expect(seen.slice(0, shown.length).some(isFew)).toBe(false);
      for (const [i, n] of seen.entries()) {
        if (i > 0) expect(isFew(Math.abs(n - seen[i - 1]!))).toBe(false);
        if (shown[0] !== HIDDEN && i < seen.length - (after === undefined ? 0 : 1))
          expect(isFew(Math.abs(n - ns[0]!))).toBe(false);
      }
    }),
    { numRuns: 3000 },
  );
});

test("in nested steps no two shown counts at all are 1 to 5 people apart", () => {
  fc.assert(
    fc.property(nested, (ns) => {
      const seen = suppressSteps(ns).filter((n) => n !== HIDDEN);
      for (const [i, a] of seen.entries()) for (const b of seen.slice(i + 1)) expect(isFew(a - b)).toBe(false);
    }),
    { numRuns: 3000 },
  );
});

test("what is untold is never shown, and hiding goes no further than it must", () => {
  fc.assert(
    fc.property(nested, fc.nat({ max: 60 }), (ns, untold) => {
      expect(suppressSteps(ns, { untold: [untold] })).not.toContain(untold);
    }),
  );
  expect(suppressSteps([100, 50, 30, 20, 10])).toEqual([100, 50, 30, 20, 10]);
});

test("a funnel's shares and bars stand only between two shown counts, and tell of no few", () => {
  fc.assert(
    fc.property(anyFunnel, (ns) => {
      const shown = shownFunnel(stepsOf(ns));
      for (const [i, step] of shown.entries()) {
        const beside = [
          [step.ofPrevious, shown[i - 1]?.n, ns[i - 1]],
          [step.ofFirst, shown[0]!.n, ns[0]],
        ] as const;
        for (const [share, besideShown, besideCount] of beside) {
          if (!share.endsWith("%")) continue;
          expect([step.n, besideShown]).toEqual([String(ns[i]), String(besideCount)]);
          expect(isFew(besideCount! - ns[i]!)).toBe(false);
        }
        if (step.share !== null) expect([step.n, shown[0]!.n]).not.toContain(HIDDEN);
      }
    }),
    { numRuns: 2000 },
  );
});

test("in nested steps a hidden count can be at least two numbers: what is shown above and below it does not fix it", () => {
  fc.assert(
    fc.property(nested, (ns) => {
      const shown = suppressSteps(ns);
      for (const [i, n] of shown.entries()) {
        if (n !== HIDDEN) continue;
        const most = shown.slice(0, i).findLast((one) => one !== HIDDEN) ?? ns[0]! + 5;
        const least = shown.slice(i + 1).find((one) => one !== HIDDEN) ?? 1;
        const fitting = Array.from({ length: 80 }, (_, x) => x)
          .filter((x) => x >= Number(least) && x <= Number(most))
          .filter((x) => suppressSteps([...ns.slice(0, i), x, ...ns.slice(i + 1)])[i] === HIDDEN);
        expect(fitting.length).toBeGreaterThan(1);
      }
    }),
    { numRuns: 1000 },
  );
});

test("a line whose total is known hides its small counts, and never one that the total gives back", () => {
  fc.assert(
    fc.property(counts(40), (ns) => {
      const line = suppressLine(ns);
      for (const [i, n] of line.entries())
        expect(n === HIDDEN ? ns[i]! > 0 : n === ns[i] && suppressed(n) === n).toBe(true);
      const hidden = ns.filter((_, i) => line[i] === HIDDEN);
      const everyOther = ns.filter((n, i) => line[i] !== HIDDEN && n > 0);
      if (hidden.length === 0 || everyOther.length === 0) return;
      // Each hidden count is at least 1: it is fixed when it is alone, or when all of them can only be 1.
      expect(hidden.length).toBeGreaterThan(1);
      expect(hidden.reduce((sum, n) => sum + n, 0)).toBeGreaterThan(hidden.length);
    }),
    { numRuns: 2000 },
  );
});

test("six people apart are far enough, none apart tells nothing", () => {
  expect([0, 1, 5, 6].map((apart) => isTooClose(40, 40 - apart))).toEqual([false, true, true, false]);
  expect(suppressSteps([40, 30, 27, 4, 0])).toEqual([40, 30, HIDDEN, HIDDEN, 0]);
  expect(suppressSteps([14, 13, 12])).toEqual([HIDDEN, HIDDEN, 12]);
  expect(suppressSteps([40, 30, 20], { after: 18 })).toEqual([40, 30, HIDDEN]);
});

test.each([
  [0, "none"],
  [1, "under 10"],
  [9, "under 10"],
  [10, "10 to 19"],
  [20, "20 to 49"],
  [99, "50 to 99"],
  [100, "100 or more"],
])("%i is told as the band “%s”", (count, band) => {
  expect(bandOfCount(count)).toBe(band);
});
