/** Counts from 1 to this are hidden outside the team that knows the people (statistics.md 2.13, profile dfe). */
export const HIDDEN_TO = 5;

/** What stands where a count is hidden: "c", for confidential, as in DfE statistics. */
export const HIDDEN = "c";

const isSmall = (count: number): boolean => count >= 1 && count <= HIDDEN_TO;

/**
 * A line of counts whose total is known too. Every count of 1 to 5 is hidden; when that leaves exactly one hidden, its smallest
 * shown non-zero neighbour goes with it, so that the total does not give it away. Zero is shown.
 */
export function suppressLine(counts: readonly number[]): (number | typeof HIDDEN)[] {
  const hidden = counts.map(isSmall);
  if (hidden.filter(Boolean).length === 1) {
    const others = counts.map((count, i) => ({ count, i })).filter(({ count, i }) => !hidden[i] && count > 0);
    const smallest = others.sort((a, b) => a.count - b.count || a.i - b.i)[0];
    if (smallest) hidden[smallest.i] = true;
  }
  return counts.map((count, i) => (hidden[i] ? HIDDEN : count));
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
