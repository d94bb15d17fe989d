/**
 * A second implementation of every measure's scoring, written from the published keys without looking at the
 * definitions: only for tests. A blank answer is null. Scores it can't give are null.
 */
export type Sheet = (number | null)[];
export type Scores = Record<string, number | null>;

const at = (sheet: Sheet, item: number): number | null => sheet[item - 1] ?? null;

function complete(sheet: Sheet, from: number, to: number): number | null {
  let total = 0;
  for (let item = from; item <= to; item++) {
    const answer = at(sheet, item);
    if (answer === null) return null;
    total += answer;
  }
  return total;
}

function sdqScale(sheet: Sheet, items: string): number | null {
  let points = 0;
  let n = 0;
  for (const word of items.split(" ")) {
    const answer = at(sheet, Number.parseInt(word, 10));
    if (answer === null) continue;
    points += word.endsWith("r") ? 2 - answer : answer;
    n++;
  }
  return n < 3 ? null : Math.round((points * 5) / n);
}

const plus = (...parts: (number | null)[]): number | null =>
  parts.reduce<number | null>((sum, part) => (sum === null || part === null ? null : sum + part), 0);

function sdqImpact(sheet: Sheet, asked: readonly number[]): number | null {
  if (at(sheet, 26) === 0) return 0;
  let points = 0;
  for (const item of asked) {
    const answer = at(sheet, item);
    if (answer === null) return null;
    if (answer >= 2) points += answer - 1;
  }
  return points;
}

const IMPACT = [28, 29, 30, 31, 32];

function sdq(sheet: Sheet, impact = IMPACT): Scores {
  const emotional = sdqScale(sheet, "3 8 13 16 24");
  const conduct = sdqScale(sheet, "5 7r 12 18 22");
  const hyperactivity = sdqScale(sheet, "2 10 15 21r 25r");
  const peer = sdqScale(sheet, "6 11r 14r 19 23");
  const prosocial = sdqScale(sheet, "1 4 9 17 20");
  return {
    emotional,
    conduct,
    hyperactivity,
    peer,
    prosocial,
    total: plus(emotional, conduct, hyperactivity, peer),
    internalising: plus(emotional, peer),
    externalising: plus(conduct, hyperactivity),
    impact: sdqImpact(sheet, impact),
  };
}

const METRIC = `7 7.00 8 9.51 9 11.25 10 12.40 11 13.33 12 14.08 13 14.75 14 15.32 15 15.84 16 16.36 17 16.88 18 17.43
  19 17.98 20 18.59 21 19.25 22 19.98 23 20.73 24 21.54 25 22.35 26 23.21 27 24.11 28 25.03 29 26.02 30 27.03 31 28.13
  32 29.31 33 30.70 34 32.55 35 35.00`
  .trim()
  .split(/\s+/);

function swemwbs(sheet: Sheet): Scores {
  const raw = complete(sheet, 1, 7);
  return { raw, metric: raw === null ? null : Number(METRIC[(raw - 7) * 2 + 1]) };
}

/** Adds the items named in `key` ("2r" is turned round), all of them needed. */
function added(sheet: Sheet, key: string, lowest: number, highest: number): number | null {
  const points = key.split(" ").map((word) => {
    const answer = at(sheet, Number.parseInt(word, 10));
    return answer !== null && word.endsWith("r") ? lowest + highest - answer : answer;
  });
  return plus(...points);
}

/** CORE-10: ten times the mean, at most one missing; 2 and 3 the other way round. Not rounded. */
function core10(sheet: Sheet): number | null {
  let sum = 0;
  let gaps = 0;
  sheet.forEach((answer, index) => {
    if (answer === null) gaps++;
    else sum += index === 1 || index === 2 ? 4 - answer : answer;
  });
  return gaps > 1 ? null : (10 * sum) / (10 - gaps);
}

/** K10: at most one missing, which is left out of the sum. */
function k10(sheet: Sheet): number | null {
  const answered = sheet.filter((answer) => answer !== null);
  return answered.length < 9 ? null : answered.reduce((sum, answer) => sum + answer, 0);
}

function psoc(sheet: Sheet, agreeFirst: boolean): Scores {
  const [satisfaction, efficacy] = agreeFirst
    ? ["2 3 4 5 8 9 12 14 16", "1r 6r 7r 10r 11r 13r 15r 17r"]
    : ["2r 3r 4r 5r 8r 9r 12r 14r 16r", "1 6 7 10 11 13 15 17"];
  const [s, e] = [added(sheet, satisfaction!, 1, 6), added(sheet, efficacy!, 1, 6)];
  return { satisfaction: s, efficacy: e, total: plus(s, e) };
}

const dass = (sheet: Sheet): Scores => ({
  depression: added(sheet, "3 5 10 13 16 17 21", 0, 3),
  anxiety: added(sheet, "2 4 7 9 15 19 20", 0, 3),
  stress: added(sheet, "1 6 8 11 12 14 18", 0, 3),
});

const apq = (sheet: Sheet): Scores => ({
  "positive-parenting": added(sheet, "1 6 7", 1, 5),
  "inconsistent-discipline": added(sheet, "2 4 9", 1, 5),
  "poor-supervision": added(sheet, "3 5 8", 1, 5),
});

const psc = (sheet: Sheet): Scores => ({
  internalising: added(sheet, "2 6 9 11 15", 0, 2),
  attention: added(sheet, "1 3 7 13 17", 0, 2),
  externalising: added(sheet, "4 5 8 10 12 14 16", 0, 2),
  total: complete(sheet, 1, 17),
});

const PSS = "1r 2r 3 4 5r 6r 7r 8r 9 10 11 12 13 14 15 16 17r 18r";

/** A measure as its printed form has it; `good` are the items where a higher code is the better answer. */
type Second = {
  items: number;
  lowest: number;
  highest: (item: number) => number;
  good: readonly number[] | "all";
  score: (sheet: Sheet) => Scores;
};

const sdqHighest = (item: number) => (item <= 25 ? 2 : item === 34 ? 4 : 3);
const sdqWith = (impact: readonly number[]): Second => ({
  items: 35,
  lowest: 0,
  highest: sdqHighest,
  good: [1, 4, 7, 9, 11, 14, 17, 20, 21, 25],
  score: (sheet) => sdq(sheet, [...impact]),
});

/** A measure whose items all have the same codes. */
const plain = (
  items: number,
  [lowest, highest]: readonly [number, number],
  good: Second["good"],
  score: (sheet: Sheet) => Scores,
): Second => ({ items, lowest, highest: () => highest, good, score });

/** By measure: how many items, the lowest and highest code, the items that are better when higher, and the scores of a sheet. */
export const SECOND: Record<string, Second> = {
  "sdq-p4-17": sdqWith(IMPACT),
  "sdq-p2-4": sdqWith(IMPACT),
  "sdq-s11-17": sdqWith(IMPACT),
  "sdq-t4-17": sdqWith([28, 30, 31]),
  "phq-9": plain(10, [0, 3], [], (sheet) => ({ total: complete(sheet, 1, 9) })),
  "phq-8": plain(8, [0, 3], [], (sheet) => ({ total: complete(sheet, 1, 8) })),
  "gad-7": plain(7, [0, 3], [], (sheet) => ({ total: complete(sheet, 1, 7) })),
  swemwbs: plain(7, [1, 5], "all", swemwbs),
  wemwbs: plain(14, [1, 5], "all", (sheet) => ({ total: complete(sheet, 1, 14) })),
  bpses: plain(5, [1, 5], "all", (sheet) => ({ total: complete(sheet, 1, 5) })),
  "core-10": plain(10, [0, 4], [2, 3], (sheet) => ({ total: core10(sheet) })),
  "dass-21": plain(21, [0, 3], [], dass),
  k10: plain(10, [1, 5], [], (sheet) => ({ total: k10(sheet) })),
  k6: plain(6, [0, 4], [], (sheet) => ({ total: complete(sheet, 1, 6) })),
  "pss-18": plain(18, [1, 5], [1, 2, 5, 6, 7, 8, 17, 18], (sheet) => ({ total: added(sheet, PSS, 1, 5) })),
  "psoc-17": plain(17, [1, 6], [1, 6, 7, 10, 11, 13, 15, 17], (sheet) => psoc(sheet, false)),
  "psoc-17-agree-first": plain(17, [1, 6], [2, 3, 4, 5, 8, 9, 12, 14, 16], (sheet) => psoc(sheet, true)),
  "psc-17": plain(17, [0, 2], [], psc),
  "apq-9": plain(9, [1, 5], [1, 6, 7], apq),
  gbo: plain(3, [0, 10], "all", (sheet) => ({
    "goal-1": at(sheet, 1),
    "goal-2": at(sheet, 2),
    "goal-3": at(sheet, 3),
  })),
  "weekly-check-in": {
    items: 3,
    lowest: 0,
    highest: (item) => (item === 1 ? 4 : 10),
    good: [2, 3],
    score: (sheet) => ({ "challenging-days": at(sheet, 1), coping: at(sheet, 2), support: at(sheet, 3) }),
  },
  feedback: plain(2, [0, 10], "all", (sheet) => ({ explained: at(sheet, 1), needed: at(sheet, 2) })),
};
