import { coordinate, evenly, type Ground, type Position, position, type Shaded, shadeOf } from "./score-shade.ts";

/** A score at one occasion, the earliest first. */
export type Point = { occasion: string; value: number; label: string };

export type StripMark = { cx: number; label: string; isLatest: boolean };
export type Strip = {
  width: number;
  left: number;
  right: number;
  bands: Shaded[];
  marks: StripMark[];
  ends: [string, string];
};

const STRIP = { width: 640, left: 20, right: 620 };

/** One scale on a line: its bands side by side, and the scores on them; scores that are equal share a mark. */
export function bandStrip(ground: Ground, points: readonly Point[]): Strip {
  const at = position(ground, STRIP.left, STRIP.right);
  const latest = points.at(-1);
  const marks = [...Map.groupBy(points, ({ value }) => value)].map(([value, same]) => ({
    cx: coordinate(at(value)),
    label: same.at(-1)?.label ?? "",
    isLatest: latest?.value === value,
  }));
  return { ...STRIP, bands: shadeOf(ground, at), marks, ends: [String(ground.min), String(ground.max)] };
}

/** Points within which a change is no more than the measure's own error, around the first score. */
export type Bracket = { x: number; from: number; to: number };

export type Trajectory = {
  width: number;
  height: number;
  plot: { left: number; right: number; top: number; bottom: number };
  bands: Shaded[];
  path: string;
  points: { cx: number; cy: number; label: string; occasion: string }[];
  bracket: Bracket | null;
  cutOff: number | null;
  ends: [string, string];
};

const PLOT = { left: 60, right: 620, top: 16, bottom: 216 };

function bracketOf(ground: Ground, y: Position, first: Point, x: number, error: number | null): Bracket | null {
  if (error === null) return null;
  const within = (value: number) => Math.min(ground.max, Math.max(ground.min, value));
  return {
    x,
    from: coordinate(y(within(first.value - error))),
    to: coordinate(y(within(first.value + error))),
  };
}

/**
 * A scale over its occasions, on its bands, with the cut-off and the bracket of the reliable change around the first score.
 * `error` is the threshold in points. Null with fewer than two scores: a single one is no trajectory.
 */
export function trajectory(
  ground: Ground,
  points: readonly Point[],
  { error, cutOff }: { error: number | null; cutOff: number | null },
): Trajectory | null {
  const first = points[0];
  if (!first || points.length < 2) return null;
  const y = position(ground, PLOT.bottom, PLOT.top);
  const x = evenly(points.length, PLOT.left + 70, PLOT.right - 60);
  const drawn = points.map(({ value, label, occasion }, index) => ({
    cx: coordinate(x(index)),
    cy: coordinate(y(value)),
    label,
    occasion,
  }));
  return {
    width: 640,
    height: 256,
    plot: PLOT,
    bands: shadeOf(ground, y),
    path: drawn.map(({ cx, cy }, index) => `${index === 0 ? "M" : "L"}${cx},${cy}`).join(""),
    points: drawn,
    bracket: bracketOf(ground, y, first, coordinate(x(0) - 26), error),
    cutOff: cutOff === null ? null : coordinate(y(cutOff)),
    ends: [String(ground.min), String(ground.max)],
  };
}
