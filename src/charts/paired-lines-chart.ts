import { line } from "d3-shape";
import { shown, shownEstimate } from "../statistics/display.ts";
import { mean, standardDeviation } from "../statistics/numerics/sums.ts";
import { type MaybeInterval, NO_INTERVAL, tInterval } from "../statistics/paired-t.ts";
import { cleaned, type Direction, EPSILON, hasSpread } from "../statistics/scores.ts";
import { axis, coordinate, type Plot, type Segment, scoreDomain, type Tick } from "./chart-frame.ts";
import { type ChartTable, gatheringNote, pairTable } from "./chart-words.ts";
import { type GatheredPair, gatherPairs, type Pair } from "./gathered-pairs.ts";

/** What the chart of paired lines is drawn from. Pairs are matched scores; there is at least one. */
export type PairedLinesInput = {
  /** Unique on its page. */
  id: string;
  pairs: readonly Pair[];
  dir: Direction;
  scale: string;
  decimals: 1 | 2;
};

export type PersonLine = { path: string; width: number; way: "better" | "same" | "worse" };

/** A mean with its interval, drawn: a dot, and a bar where there is an interval. */
export type MeanMark = { cx: number; cy: number; bar: Segment | null };

/** Drawn lines from before to after, one a pair of scores, with the mean line: geometry and words, no HTML. */
export type PairedLinesChart = {
  id: string;
  width: number;
  height: number;
  plot: Plot;
  title: string;
  description: string;
  yLabel: string;
  yTicks: Tick[];
  before: Tick;
  after: Tick;
  lines: PersonLine[];
  meanPath: string;
  means: MeanMark[];
  table: ChartTable;
};

const WIDTH = 640;
const HEIGHT = 520;
const PLOT: Plot = { left: 70, top: 16, right: 624, bottom: 462 };
const BEFORE_AT = 200;
const AFTER_AT = 510;
const MOST_LINES = 200;
const LINE = { alone: 1, thickest: 6, thinnest: 0.25 };

type MeanOf = { centre: number; interval: MaybeInterval };

function meanWithInterval(scores: readonly number[]): MeanOf {
  const centre = mean(scores) ?? 0;
  const sd = standardDeviation(scores);
  if (!hasSpread(sd)) return { centre, interval: NO_INTERVAL };
  return { centre, interval: tInterval(centre, sd / Math.sqrt(scores.length), scores.length - 1, 0.025) };
}

function wayOf({ pre, post }: Pair, dir: Direction): PersonLine["way"] {
  const improvement = dir * cleaned(post - pre);
  if (Math.abs(improvement) <= EPSILON) return "same";
  return improvement > 0 ? "better" : "worse";
}

const straight = line();
const path = (y: (score: number) => number, before: number, after: number) =>
  straight([
    [BEFORE_AT, coordinate(y(before))],
    [AFTER_AT, coordinate(y(after))],
  ]) ?? "";

function meanMark(at: number, y: (score: number) => number, { centre, interval }: MeanOf): MeanMark {
  const [low, high] = interval;
  const bar = low === null ? null : { x1: at, y1: coordinate(y(low)), x2: at, y2: coordinate(y(high)) };
  return { cx: at, cy: coordinate(y(centre)), bar };
}

function titleFor(before: number, after: number, dir: Direction, decimals: number): string {
  const improvement = dir * (after - before);
  const verdict = improvement > 0 ? "better" : "worse";
  const size = shown(Math.abs(improvement), decimals);
  if (Number(size) === 0) return "The mean score was the same after as before";
  return `The mean score was ${size} points ${verdict} after: ${shown(before, decimals)} before, ${shown(after, decimals)} after`;
}

const DESCRIPTION =
  "Each thin line is a person: solid where they scored better, dashed where worse, dotted where the same, thicker where several share it. The thick line joins the means, with their 95% intervals.";

const meansInWords = (before: MeanOf, after: MeanOf, decimals: number) =>
  `Mean before ${shownEstimate(before.centre, before.interval, decimals)}, after ${shownEstimate(after.centre, after.interval, decimals)}.`;

/** Width grows with the root of the people on a line; where one is shared by many, the others become thinner. */
function personLines(marks: readonly GatheredPair[], y: (score: number) => number, dir: Direction): PersonLine[] {
  const most = Math.max(...marks.map((mark) => mark.people));
  const alone = Math.min(LINE.alone, LINE.thickest / Math.sqrt(most));
  return marks.map((mark) => ({
    path: path(y, mark.pre, mark.post),
    width: coordinate(Math.max(LINE.thinnest, alone * Math.sqrt(mark.people))),
    way: wayOf(mark, dir),
  }));
}

/** Thin lines from before to after, thicker where several people share one, under the mean line with its 95% intervals. */
export function pairedLinesChart({ id, pairs, dir, scale, decimals }: PairedLinesInput): PairedLinesChart {
  const before = meanWithInterval(pairs.map((pair) => pair.pre));
  const after = meanWithInterval(pairs.map((pair) => pair.post));
  const ends = [...before.interval, ...after.interval].filter((end) => end !== null);
  const vertical = axis(scoreDomain(pairs, ends), PLOT.bottom, PLOT.top, 8);
  const gathered = gatherPairs(pairs, MOST_LINES);
  return {
    id,
    width: WIDTH,
    height: HEIGHT,
    plot: PLOT,
    title: titleFor(before.centre, after.centre, dir, decimals),
    description: `${DESCRIPTION} ${meansInWords(before, after, decimals)}${gatheringNote(gathered)}`,
    yLabel: `${scale} (${dir === 1 ? "higher" : "lower"} is better)`,
    yTicks: vertical.ticks,
    before: { at: BEFORE_AT, text: "Before" },
    after: { at: AFTER_AT, text: "After" },
    lines: personLines(gathered.marks, vertical.scale, dir),
    meanPath: path(vertical.scale, before.centre, after.centre),
    means: [meanMark(BEFORE_AT, vertical.scale, before), meanMark(AFTER_AT, vertical.scale, after)],
    table: pairTable(gathered.marks, `${scale} before and after`),
  };
}
