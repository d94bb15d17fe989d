import { scaleLinear } from "d3-scale";

/** One matched pair of scores. Nothing else is known here: no id, no name. */
export type Pair = { pre: number; post: number };

/** One mark of a chart: how many people share these two scores. */
export type GatheredPair = Pair & { people: number };

export type Gathered = {
  marks: GatheredPair[];
  /** Scores were brought to the nearest multiple of this; null where every mark is exact. */
  step: number | null;
};

/** Into how many steps the range is divided, finest first, until the marks are few enough. */
const FINENESS = [50, 25, 16, 10, 5];

/** Marks of equal scores become one mark of all their people, in the order of the scores. */
function merged(marks: readonly GatheredPair[]): GatheredPair[] {
  const found = new Map<number, Map<number, GatheredPair>>();
  for (const mark of marks) {
    const row = found.get(mark.pre) ?? new Map<number, GatheredPair>();
    found.set(mark.pre, row);
    const same = row.get(mark.post);
    if (same) same.people += mark.people;
    else row.set(mark.post, { ...mark });
  }
  const all = [...found.values()].flatMap((row) => [...row.values()]);
  return all.sort((a, b) => a.pre - b.pre || a.post - b.post);
}

/** A round step that divides the range of the scores about so many times. */
function stepFor(pairs: readonly Pair[], parts: number): number {
  const [low, high] = extentOf(pairs);
  const [first = 0, second = 1] = scaleLinear([low, high], [0, 1]).ticks(parts);
  return second - first;
}

/** Least and greatest score of both occasions. `pairs` is not empty. */
export function extentOf(pairs: readonly Pair[]): [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const { pre, post } of pairs) {
    low = Math.min(low, pre, post);
    high = Math.max(high, pre, post);
  }
  return [low, high];
}

const toNearest = (score: number, step: number) => Number((Math.round(score / step) * step).toPrecision(12)) + 0;

function rounded(marks: readonly GatheredPair[], step: number): Gathered {
  const near = marks.map(({ pre, post, people }) => ({
    pre: toNearest(pre, step),
    post: toNearest(post, step),
    people,
  }));
  return { marks: merged(near), step };
}

/** Equal pairs become one mark. Where there are more marks than can be told apart, scores are rounded to a step. */
export function gatherPairs(pairs: readonly Pair[], most: number): Gathered {
  const exact: Gathered = { marks: merged(pairs.map(({ pre, post }) => ({ pre, post, people: 1 }))), step: null };
  let gathered = exact;
  for (const parts of FINENESS) {
    if (gathered.marks.length <= most) return gathered;
    gathered = rounded(exact.marks, stepFor(pairs, parts));
  }
  return gathered;
}
