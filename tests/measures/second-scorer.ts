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

function sdqImpact(sheet: Sheet): number | null {
  if (at(sheet, 26) === 0) return 0;
  let points = 0;
  for (const item of [28, 29, 30, 31, 32]) {
    const answer = at(sheet, item);
    if (answer === null) return null;
    if (answer >= 2) points += answer - 1;
  }
  return points;
}

function sdq(sheet: Sheet): Scores {
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
    impact: sdqImpact(sheet),
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

/** By measure: how many items, the lowest and highest code, and the scores of a sheet. */
export const SECOND: Record<
  string,
  { items: number; highest: (item: number) => number; lowest: number; score: (sheet: Sheet) => Scores }
> = {
  "sdq-p4-17": { items: 35, lowest: 0, highest: (item) => (item <= 25 ? 2 : item === 34 ? 4 : 3), score: sdq },
  "phq-9": { items: 10, lowest: 0, highest: () => 3, score: (sheet) => ({ total: complete(sheet, 1, 9) }) },
  "gad-7": { items: 7, lowest: 0, highest: () => 3, score: (sheet) => ({ total: complete(sheet, 1, 7) }) },
  swemwbs: { items: 7, lowest: 1, highest: () => 5, score: swemwbs },
  bpses: { items: 5, lowest: 1, highest: () => 5, score: (sheet) => ({ total: complete(sheet, 1, 5) }) },
  gbo: {
    items: 3,
    lowest: 0,
    highest: () => 10,
    score: (sheet) => ({ "goal-1": at(sheet, 1), "goal-2": at(sheet, 2), "goal-3": at(sheet, 3) }),
  },
};
