import { type Day, daysBetween } from "../domain/calendar.ts";
import { type Box, boxAround, boxFrom, placedLabels } from "./label-room.ts";
import { coordinate, evenly, type Ground, type Position, position, type Shaded, shadeOf } from "./score-shade.ts";

/** A score at one occasion, the earliest first; `day` is when it was filled in, "2026-03-02", where that is known. */
export type Point = { occasion: string; value: number; label: string; day?: string | null };

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
  points: { cx: number; cy: number }[];
  /** The labels that can be read: none prints over another. What is left out stands in the sentence beside the chart. */
  labels: { x: number; y: number; text: string }[];
  occasions: { x: number; text: string }[];
  bracket: Bracket | null;
  cutOff: number | null;
  ends: [string, string];
};

const WIDTH = 640;
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

/** Where each point lies between two ends: by the days between them; evenly where a day is not known, or all are one. */
export function acrossTime(days: readonly (Day | null | undefined)[], from: number, to: number): number[] {
  const evenAt = evenly(days.length, from, to);
  const known = days.filter((day): day is Day => typeof day === "string");
  const whole = known.length === days.length ? daysBetween(known[0]!, known.at(-1)!) : 0;
  if (whole <= 0) return days.map((_, at) => coordinate(evenAt(at)));
  return known.map((day) => coordinate(from + (daysBetween(known[0]!, day) / whole) * (to - from)));
}

type Placed = { cx: number; cy: number; label: string; occasion: string };
type LabelPlace = { box: Box; x: number; y: number; text: string };

/** Beside a point, above or below it: where its score may stand. */
const scorePlaces = ({ cx, cy, label }: Placed): LabelPlace[] =>
  [
    { x: cx + 12, y: cy - 8 },
    { x: cx + 12, y: cy + 20 },
    { x: cx - 12 - label.length * 8, y: cy - 8 },
    { x: cx - 12 - label.length * 8, y: cy + 20 },
  ].map((at) => ({ ...at, text: label, box: boxFrom(label, at.x, at.y) }));

const occasionPlaces = ({ cx, occasion }: Placed): LabelPlace[] => [
  { x: cx, y: PLOT.bottom + 24, text: occasion, box: boxAround(occasion, cx, PLOT.bottom + 24) },
];

const shown = (places: readonly LabelPlace[][]) =>
  placedLabels(places, { left: 0, right: WIDTH }).flatMap((place) =>
    place ? [{ x: coordinate(place.x), y: coordinate(place.y), text: place.text }] : [],
  );

/**
 * A scale over the days of its occasions, on its bands, with the cut-off and the bracket of the reliable change around the first
 * score. `error` is the threshold in points. Null with fewer than two scores: a single one is no trajectory.
 */
export function trajectory(
  ground: Ground,
  points: readonly Point[],
  { error, cutOff }: { error: number | null; cutOff: number | null },
): Trajectory | null {
  const first = points[0];
  if (!first || points.length < 2) return null;
  const y = position(ground, PLOT.bottom, PLOT.top);
  const across = acrossTime(
    points.map(({ day }) => day),
    PLOT.left + 70,
    PLOT.right - 60,
  );
  const drawn = points.map(({ value, label, occasion }, at) => ({
    cx: across[at]!,
    cy: coordinate(y(value)),
    label,
    occasion,
  }));
  return {
    width: WIDTH,
    height: 256,
    plot: PLOT,
    bands: shadeOf(ground, y),
    path: drawn.map(({ cx, cy }, index) => `${index === 0 ? "M" : "L"}${cx},${cy}`).join(""),
    points: drawn.map(({ cx, cy }) => ({ cx, cy })),
    labels: shown(drawn.map(scorePlaces)),
    occasions: shown(drawn.map(occasionPlaces)).map(({ x, text }) => ({ x, text })),
    bracket: bracketOf(ground, y, first, coordinate(across[0]! - 26), error),
    cutOff: cutOff === null ? null : coordinate(y(cutOff)),
    ends: [String(ground.min), String(ground.max)],
  };
}
