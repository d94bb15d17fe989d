import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { SECOND, type Sheet } from "./second-scorer.ts";
import { measure, numbers, scoreSheet } from "./sheets.ts";

/** Items where a higher code is the better answer, as the printed forms have it (not read from the definitions). */
const GOOD_WHEN_HIGH: Record<string, readonly number[] | "all"> = {
  "sdq-p4-17": [1, 4, 7, 9, 11, 14, 17, 20, 21, 25],
  "phq-9": [],
  "gad-7": [],
  swemwbs: "all",
  bpses: "all",
  gbo: "all",
};

const isGood = (id: string, item: number): boolean => {
  const good = GOOD_WHEN_HIGH[id];
  return good === "all" || (good?.includes(item) ?? false);
};

const answer = (id: string, item: number) => {
  const { lowest, highest } = SECOND[id]!;
  return fc.integer({ min: lowest, max: highest(item) });
};

const itemsOf = (id: string) => Array.from({ length: SECOND[id]!.items }, (_, index) => index + 1);
const fullSheet = (id: string) => fc.tuple(...itemsOf(id).map((item) => answer(id, item)));
const gappedSheet = (id: string) =>
  fc.tuple(...itemsOf(id).map((item) => fc.option(answer(id, item), { nil: null, freq: 4 })));

describe.each(Object.keys(SECOND))("%s", (id) => {
  const definition = measure(id);

  test("every score lies in its range, and agrees with the second implementation", () => {
    fc.assert(
      fc.property(gappedSheet(id), (sheet) => {
        const scores = scoreSheet(definition, sheet);
        expect(numbers(scores)).toEqual(SECOND[id]!.score(sheet));
        for (const score of scores) {
          if (score.kind === "unscored") continue;
          const { range } = definition.scales.find((scale) => scale.id === score.scale)!;
          expect(score.value).toBeGreaterThanOrEqual(range.min);
          expect(score.value).toBeLessThanOrEqual(range.max);
        }
      }),
    );
  });

  test("a better answer to one item never makes a scale worse", () => {
    fc.assert(
      fc.property(fullSheet(id), fc.nat(), (sheet, pick) => {
        const item = (pick % sheet.length) + 1;
        fc.pre(!(id === "sdq-p4-17" && item === 26));
        const better: Sheet = [...sheet];
        better[item - 1] = isGood(id, item) ? SECOND[id]!.highest(item) : SECOND[id]!.lowest;
        const [before, after] = [scoreSheet(definition, sheet), scoreSheet(definition, better)];
        definition.scales.forEach((scale, at) => {
          const [was, is] = [before[at]!, after[at]!];
          if (was.kind === "unscored" || is.kind === "unscored") throw new Error("a full sheet always scores");
          const improvement = scale.direction === "higher-is-worse" ? was.value - is.value : is.value - was.value;
          expect(improvement, `${scale.id}, item ${item}`).toBeGreaterThanOrEqual(0);
        });
      }),
    );
  });

  test("a missing answer never raises the number answered, and never makes a score out of none", () => {
    fc.assert(
      fc.property(gappedSheet(id), fc.nat(), (sheet, pick) => {
        const at = pick % sheet.length;
        fc.pre(!(id === "sdq-p4-17" && at === 25));
        const fewer = sheet.map((one, index) => (index === at ? null : one));
        const [before, after] = [scoreSheet(definition, sheet), scoreSheet(definition, fewer)];
        after.forEach((score, index) => {
          expect(score.answered).toBeLessThanOrEqual(before[index]!.answered);
          if (before[index]!.kind === "unscored") expect(score.kind).toBe("unscored");
        });
      }),
    );
  });

  test("a scale says answered of items, and prorated only with a gap and a rule for it", () => {
    fc.assert(
      fc.property(gappedSheet(id), (sheet) => {
        for (const score of scoreSheet(definition, sheet)) {
          expect(score.answered).toBeLessThanOrEqual(score.items);
          if (score.kind === "scored") expect(score.prorated).toBe(score.answered < score.items);
        }
      }),
    );
  });
});

test("a prorated SDQ scale equals the full one when the missing items equal the mean of the others", () => {
  const definition = measure("sdq-p4-17");
  const emotional = [3, 8, 13, 16, 24];
  for (const level of [0, 1, 2]) {
    const full: Sheet = Array.from({ length: 35 }, () => level);
    for (const gaps of [1, 2]) {
      const gapped = full.map((one, index) => (emotional.slice(0, gaps).includes(index + 1) ? null : one));
      expect(numbers(scoreSheet(definition, gapped)).emotional).toBe(numbers(scoreSheet(definition, full)).emotional);
    }
  }
});
