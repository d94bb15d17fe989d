import { type ScaleLinear, scaleLinear } from "d3-scale";
import { extentOf, type Pair } from "./gathered-pairs.ts";

/** Where the data of a chart is drawn, in units of its viewBox. */
export type Plot = { left: number; top: number; right: number; bottom: number };

export type Tick = { at: number; text: string };
export type Segment = { x1: number; y1: number; x2: number; y2: number };

/** The scale of one axis with its ticks. */
export type Axis = { scale: ScaleLinear<number, number>; ticks: Tick[] };

/** Coordinates are kept to a hundredth: enough for a screen and for print, and the page stays small. */
export const coordinate = (x: number): number => Math.round(x * 100) / 100 + 0;

/** From the least to the greatest score of both occasions, with round ends; a little room around a single score. */
export function scoreDomain(pairs: readonly Pair[], also: readonly number[] = []): [number, number] {
  const [low, high] = extentOf(pairs);
  const least = Math.min(low, ...also);
  const greatest = Math.max(high, ...also);
  const room = least === greatest ? Math.max(1, Math.abs(least) / 10) : 0;
  const [from = 0, to = 1] = scaleLinear([least - room, greatest + room], [0, 1])
    .nice()
    .domain();
  return [from, to];
}

/** An axis from `from` to `to` on the page, with about `count` round ticks. */
export function axis(domain: readonly [number, number], from: number, to: number, count: number): Axis {
  const scale = scaleLinear(domain, [from, to]);
  const format = scale.tickFormat(count);
  const ticks = scale
    .ticks(count)
    .map((tick) => ({ at: coordinate(scale(tick)), text: format(tick).replace("−", "-") }));
  return { scale, ticks };
}
