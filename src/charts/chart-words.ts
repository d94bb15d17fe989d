import { direction } from "../statistics/direction.ts";
import { type Direction, matchScores } from "../statistics/scores.ts";
import type { Gathered, GatheredPair, Pair } from "./gathered-pairs.ts";

/** A table of the numbers behind a chart. */
export type ChartTable = { caption: string; head: string[]; rows: (number | string)[][] };

/** How the pairs moved, counted. */
export type Movement = { n: number; better: number; same: number; worse: number };

export function movementOf(pairs: readonly Pair[], dir: Direction): Movement {
  const { n_better, n_same, n_worse } = direction(matchScores(pairs, dir).improvement, null);
  return { n: pairs.length, better: n_better, same: n_same, worse: n_worse };
}

/** The finding in words: "31 of 52 people scored better after than before; 6 scored the same and 15 worse". */
export const finding = ({ n, better, same, worse }: Movement): string =>
  `${better} of ${n} people scored better after than before; ${same} scored the same and ${worse} worse`;

/** Axis label with the direction, so that nobody has to know the scale. */
export const scoreLabel = (when: "before" | "after", scale: string, dir: Direction): string =>
  `${scale} ${when} (${dir === 1 ? "higher" : "lower"} is better)`;

/** What was done to show very many people, or nothing. */
export const gatheringNote = ({ step }: Gathered): string =>
  step === null ? "" : ` Scores are brought to the nearest ${step} so that marks can be told apart.`;

/** Both scores and how many people had them: everything the marks show, and nothing about who. */
export function pairTable(marks: readonly GatheredPair[], caption: string): ChartTable {
  return {
    caption,
    head: ["Score before", "Score after", "People"],
    rows: marks.map(({ pre, post, people }) => [pre, post, people]),
  };
}
