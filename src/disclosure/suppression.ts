/** Counts from 1 to this are hidden outside the team that knows the people (docs/rules/statistics.md 2.13, profile dfe). */
export const HIDDEN_TO = 5;

/** What stands where a count is hidden: "c", for confidential, as in DfE statistics. */
export const HIDDEN = "c";

const isSmall = (count: number): boolean => count >= 1 && count <= HIDDEN_TO;

/**
 * A line of counts whose total is known too. Every count of 1 to 5 is hidden; while what is hidden could still be worked out
 * from the total (it is one count alone, or all of them are 1), the smallest shown non-zero count goes with it. `told` is the
 * place of a count that the page says anyhow and that stays: where nothing else is left to hide, the total must not be told.
 * Zero is shown (docs/rules/statistics.md 2.13).
 */
export function suppressLine(counts: readonly number[], told?: number): (number | typeof HIDDEN)[] {
  const hidden = counts.map(isSmall);
  const isGivenAway = () => {
    const gone = counts.filter((_, i) => hidden[i]);
    return gone.length === 1 || (gone.length > 0 && gone.every((count) => count === 1));
  };
  while (isGivenAway()) {
    const others = counts
      .map((count, i) => ({ count, i }))
      .filter(({ count, i }) => !hidden[i] && i !== told && count > 0);
    const smallest = others.sort((a, b) => a.count - b.count || a.i - b.i)[0];
    if (!smallest) break;
    hidden[smallest.i] = true;
  }
  return counts.map((count, i) => (hidden[i] ? HIDDEN : count));
}

/** Whether two counts that both stand on a page tell of 1 to 5 people who are in one and not in the other. */
export const isTooClose = (a: number, b: number): boolean => isSmall(Math.abs(a - b));

/**
 * Steps of one way, each mostly within the one before, as they may stand in one column. A step is shown that is not 1 to 5,
 * and not within 5 of the first step, of the shown step above it or of the one below it: so that no difference of two
 * neighbouring shown counts, nor of one and the first, is of 1 to 5 people (docs/rules/statistics.md 2.13: no differencing). The last and
 * the first are what such a column is read for, so they are kept before those between. `after` is a count told right after the
 * last step; `untold` are counts that must not be told, since another table would give a few people away with them.
 */
export function suppressSteps(
  counts: readonly number[],
  { after, untold = [] }: { after?: number | undefined; untold?: readonly number[] } = {},
): (number | typeof HIDDEN)[] {
  const last = counts.length - 1;
  const shown = new Map<number, number>(after === undefined ? [] : [[counts.length, after]]);
  for (const i of new Set([last, ...counts.keys()])) {
    const count = counts[i];
    if (count === undefined || isSmall(count) || untold.includes(count)) continue;
    const places = [...shown.keys()].toSorted((a, b) => a - b);
    const beside = [places.findLast((place) => place < i), places.find((place) => place > i), 0];
    const isNear = beside.some(
      (place) => place !== undefined && shown.has(place) && isTooClose(count, shown.get(place)!),
    );
    if (!isNear) shown.set(i, count);
  }
  return counts.map((count, i) => (shown.has(i) ? count : HIDDEN));
}

/** Counts from which each band but the first begins. */
const BANDS = [10, 20, 50, 100] as const;

/**
 * How many, in a band: where a page has no counts beside it to be held against those of another page, from which a hidden one
 * could then be worked out.
 */
export function bandOfCount(count: number): string {
  if (count === 0) return "none";
  const at = BANDS.findLastIndex((from) => count >= from);
  const [from, next] = [BANDS[at], BANDS[at + 1]];
  if (from === undefined) return `under ${BANDS[0]}`;
  return next === undefined ? `${from} or more` : `${from} to ${next - 1}`;
}

/** One count by itself. */
export const suppressed = (count: number): number | typeof HIDDEN => (isSmall(count) ? HIDDEN : count);

/** May a share be shown? Not when its numerator, its denominator or the rest is 1 to 5. */
export const mayShowShare = (x: number, n: number): boolean => n > 0 && ![x, n, n - x].some(isSmall);

/** "34 of 60 (57%)", or "c" when that would tell of a few. */
export function shareSaid(x: number, n: number): string {
  if (n === 0) return "0 of 0";
  if (!mayShowShare(x, n)) return HIDDEN;
  return `${x} of ${n} (${Math.round((100 * x) / n)}%)`;
}
