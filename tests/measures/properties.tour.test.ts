import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { SECOND, type Sheet } from "./second-scorer.ts";
import { measure, numbers, scoreSheet } from "./sheets.ts";

/** The only measure where an answer left out lowers the sum: its sheet says so (K10, at most one of ten). */
const LEFT_OUT = "k10";
const isGate = (id: string, item: number) => id.startsWith("sdq-") && item === 26;

const isGood = (id: string, item: number): boolean => {
  const { good } = SECOND[id]!;
  return good === "all" || good.includes(item);
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
          const gaps = id === LEFT_OUT ? score.items - score.answered : 0;
          expect(score.value).toBeGreaterThanOrEqual(range.min - gaps);
          expect(score.value).toBeLessThanOrEqual(range.max);
        }
      }),
    );
  });

  test("a better answer to one item never makes a scale worse", () => {
    fc.assert(
      fc.property(fullSheet(id), fc.nat(), (sheet, pick) => {
        const item = (pick % sheet.length) + 1;
        fc.pre(!isGate(id, item));
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
        fc.pre(!isGate(id, at + 1));
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
          if (score.kind === "scored") expect(score.prorated).toBe(id !== LEFT_OUT && score.answered < score.items);
        }
      }),
    );
  });
});

/** Scales that the sheets let be prorated, with how many gaps they bear. */
const PRORATED: [string, string, number[], number][] = ["sdq-p4-17", "sdq-p2-4", "sdq-t4-17", "sdq-s11-17"].flatMap(
  (id): [string, string, number[], number][] => [
    [id, "emotional", [3, 8, 13, 16, 24], 2],
    [id, "conduct", [5, 7, 12, 18, 22], 2],
    [id, "hyperactivity", [2, 10, 15, 21, 25], 2],
    [id, "peer", [6, 11, 14, 19, 23], 2],
    [id, "prosocial", [1, 4, 9, 17, 20], 2],
  ],
);
PRORATED.push(["core-10", "total", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 1]);

test.each(PRORATED)("%s %s prorated equals the full one when the gaps equal the mean", (id, scale, items, most) => {
  const definition = measure(id);
  const highest = SECOND[id]!.highest(1);
  for (let level = 0; level <= highest; level++) {
    const full: Sheet = Array.from({ length: SECOND[id]!.items }, (_, index) =>
      isGood(id, index + 1) && scale !== "prosocial" ? highest - level : level,
    );
    for (let gaps = 1; gaps <= most; gaps++) {
      const gapped = full.map((one, index) => (items.slice(0, gaps).includes(index + 1) ? null : one));
      const [was, is] = [numbers(scoreSheet(definition, full)), numbers(scoreSheet(definition, gapped))];
      expect(is[scale]).toBe(was[scale]);
      expect(is[scale]).toBe(level * items.length);
    }
  }
});

/** Where the space is small enough, every full response there is. */
test.each(["bpses", "k6", "gbo", "weekly-check-in", "feedback"])("%s agrees on every full response", (id) => {
  const { items, lowest, highest, score } = SECOND[id]!;
  const definition = measure(id);
  const sheet: number[] = Array.from({ length: items }, () => lowest);
  for (let at = 0; at < items; ) {
    expect(numbers(scoreSheet(definition, sheet))).toEqual(score(sheet));
    for (at = 0; at < items; at++) {
      sheet[at] = sheet[at]! + 1;
      if (sheet[at]! <= highest(at + 1)) break;
      sheet[at] = lowest;
    }
  }
});
