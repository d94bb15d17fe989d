/** A box on the page that a label would fill. */
export type Box = { left: number; right: number; top: number; bottom: number };

/** How wide a character of the chart's type is at most, in units of the drawing. */
const CHARACTER = 8;
const LINE = 14;
const GAP = 4;

/** The box of a text that begins at x, on the line y. */
export const boxFrom = (text: string, x: number, y: number): Box => ({
  left: x,
  right: x + text.length * CHARACTER,
  top: y - LINE,
  bottom: y + GAP,
});

/** The box of a text whose middle is at x. */
export const boxAround = (text: string, x: number, y: number): Box =>
  boxFrom(text, x - (text.length * CHARACTER) / 2, y);

export const overlaps = (one: Box, other: Box): boolean =>
  one.left < other.right + GAP && other.left < one.right + GAP && one.top < other.bottom && other.top < one.bottom;

/** The order in which labels are placed: the last and the first before those between. */
const byWeight = (count: number): number[] =>
  count < 2 ? [0] : [count - 1, 0, ...Array.from({ length: count - 2 }, (_, at) => at + 1)];

/**
 * Which of so many labels are shown, and where: each gets the first of its places in which it prints over no other and stays
 * within `room`; one that has none is left out, since a label that can't be read says nothing.
 */
export function placedLabels<Place extends { box: Box }>(
  places: readonly (readonly Place[])[],
  room: Pick<Box, "left" | "right">,
): (Place | null)[] {
  const placed: (Place | null)[] = places.map(() => null);
  const taken: Box[] = [];
  for (const at of byWeight(places.length)) {
    const free = (places[at] ?? []).find(
      ({ box }) => box.left >= room.left && box.right <= room.right && !taken.some((one) => overlaps(one, box)),
    );
    if (!free) continue;
    placed[at] = free;
    taken.push(free.box);
  }
  return placed;
}
