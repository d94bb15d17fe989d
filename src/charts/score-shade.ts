/** What a scale is drawn on: its range, which end is worse, and its bands by their lower ends. */
export type Ground = {
  min: number;
  max: number;
  isHigherWorse: boolean;
  bands: readonly { name: string; from: number }[];
};

/** Where a value lies on the page. */
export type Position = (value: number) => number;

/** A band from one edge to the other, in units of the drawing, with its colour. */
export type Shaded = { name: string; from: number; size: number; fill: string };

/** From well to badly; names always stand beside the colours. */
const SHADES = ["#dcefee", "#f2ecd2", "#f7dcb6", "#f3c5a2", "#ecad92", "#e29a86"];

/** Coordinates are kept to a hundredth: enough for a screen and for print. */
export const coordinate = (x: number): number => Math.round(x * 100) / 100 + 0;

/** From the scale's range to the page. */
export const position =
  ({ min, max }: Pick<Ground, "min" | "max">, from: number, to: number): Position =>
  (value) =>
    from + ((value - min) / (max - min || 1)) * (to - from);

/** The n-th of so many places, evenly between two ends. */
export const evenly =
  (count: number, from: number, to: number): Position =>
  (index) =>
    count < 2 ? from : from + (index / (count - 1)) * (to - from);

/** Each band from its lower end to that of the next; the last to the end of the range. The worse, the darker. */
export function shadeOf({ bands, max, isHigherWorse }: Ground, at: Position): Shaded[] {
  const upwards = bands.toSorted((a, b) => a.from - b.from);
  return upwards.map(({ name, from }, index) => {
    const [one, other] = [at(from), at(upwards[index + 1]?.from ?? max)];
    const badness = isHigherWorse ? index : upwards.length - 1 - index;
    return {
      name,
      from: coordinate(Math.min(one, other)),
      size: coordinate(Math.abs(other - one)),
      fill: SHADES[Math.min(badness, SHADES.length - 1)] ?? "#ffffff",
    };
  });
}
