import type { Direction } from "../statistics/scores.ts";
import { type Axis, axis, coordinate, type Plot, type Segment, scoreDomain, type Tick } from "./chart-frame.ts";
import { type ChartTable, finding, gatheringNote, movementOf, pairTable, scoreLabel } from "./chart-words.ts";
import { gatherPairs, type Pair } from "./gathered-pairs.ts";

/** What the scatter of before against after is drawn from. Pairs are matched scores; there is at least one. */
export type ScatterInput = {
  /** Unique on its page. */
  id: string;
  pairs: readonly Pair[];
  dir: Direction;
  /** Name of the scale for the axes, such as "SDQ total". */
  scale: string;
  /** Points of change up to which nothing is reliable; null where no threshold is known. */
  reliablePoints: number | null;
  cutoff: number | null;
};

export type Dot = { cx: number; cy: number; r: number };

/** A drawn scatter: geometry and words, no HTML. `band` is a polygon, "x,y x,y ...". */
export type ScatterChart = {
  id: string;
  width: number;
  height: number;
  plot: Plot;
  title: string;
  description: string;
  xLabel: string;
  yLabel: string;
  xTicks: Tick[];
  yTicks: Tick[];
  diagonal: Segment;
  band: string | null;
  cutoffs: Segment[];
  dots: Dot[];
  table: ChartTable;
};

const WIDTH = 640;
const HEIGHT = 640;
const PLOT: Plot = { left: 70, top: 16, right: 624, bottom: 570 };
const MOST_DOTS = 400;
const DOT = { least: 1.8, alone: 4.5, greatest: 16 };

/** Area grows with the number of people; the largest dot stays within `room`, and every other shrinks with it. */
function radii(people: readonly number[], room: number): number[] {
  const greatest = Math.min(DOT.greatest, room);
  const alone = Math.min(DOT.alone, greatest / Math.sqrt(Math.max(...people)));
  return people.map((count) => coordinate(Math.max(DOT.least, alone * Math.sqrt(count))));
}

/** The band |after - before| <= points, cut to the plot: six corners around the diagonal. */
function bandPolygon(x: Axis, y: Axis, [low, high]: readonly [number, number], points: number): string {
  const wide = Math.min(points, high - low);
  const corners: [number, number][] = [
    [low, low],
    [low, low + wide],
    [high - wide, high],
    [high, high],
    [high, high - wide],
    [low + wide, low],
  ];
  return corners.map(([before, after]) => `${coordinate(x.scale(before))},${coordinate(y.scale(after))}`).join(" ");
}

function cutoffLines(x: Axis, y: Axis, cutoff: number | null): Segment[] {
  if (cutoff === null) return [];
  const across = coordinate(x.scale(cutoff));
  const up = coordinate(y.scale(cutoff));
  return [
    { x1: across, y1: PLOT.top, x2: across, y2: PLOT.bottom },
    { x1: PLOT.left, y1: up, x2: PLOT.right, y2: up },
  ];
}

function describe({ dir, reliablePoints, cutoff }: ScatterInput): string {
  const better = dir === 1 ? "above" : "below";
  const band = reliablePoints === null ? "" : " Inside the shaded band the change is too small to be reliable.";
  const lines = cutoff === null ? "" : ` Dashed lines mark the cut-off, ${cutoff}.`;
  return `Each dot is a person, larger where several share both scores. Dots ${better} the diagonal scored better after.${band}${lines}`;
}

/** Scatter of before against after on one square scale, with the diagonal, the reliable-change band and the cut-off. */
export function scatterChart(input: ScatterInput): ScatterChart {
  const { pairs, dir, scale, reliablePoints, cutoff } = input;
  const domain = scoreDomain(pairs, cutoff === null ? [] : [cutoff]);
  const x = axis(domain, PLOT.left, PLOT.right, 8);
  const y = axis(domain, PLOT.bottom, PLOT.top, 8);
  const gathered = gatherPairs(pairs, MOST_DOTS);
  const room = gathered.step === null ? DOT.greatest : (x.scale(gathered.step) - x.scale(0)) / 2;
  const sizes = radii(
    gathered.marks.map((mark) => mark.people),
    room,
  );
  return {
    id: input.id,
    width: WIDTH,
    height: HEIGHT,
    plot: PLOT,
    title: finding(movementOf(pairs, dir)),
    description: describe(input) + gatheringNote(gathered),
    xLabel: scoreLabel("before", scale, dir),
    yLabel: scoreLabel("after", scale, dir),
    xTicks: x.ticks,
    yTicks: y.ticks,
    diagonal: { x1: PLOT.left, y1: PLOT.bottom, x2: PLOT.right, y2: PLOT.top },
    band: reliablePoints === null ? null : bandPolygon(x, y, domain, reliablePoints),
    cutoffs: cutoffLines(x, y, cutoff),
    dots: gathered.marks.map(({ pre, post }, i) => ({
      cx: coordinate(x.scale(pre)),
      cy: coordinate(y.scale(post)),
      r: sizes[i] ?? DOT.alone,
    })),
    table: pairTable(gathered.marks, `${scale} before and after`),
  };
}
