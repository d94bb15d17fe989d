import { HIDDEN, mayShowShare, suppressApart } from "./suppression.ts";

/** One step of the way from a family known to both questionnaires done: how many reached it. */
export type Step = { said: string; n: number };

export type ShownStep = { said: string; n: string; ofPrevious: string; ofFirst: string; share: number | null };

type Shown = number | typeof HIDDEN;

function percent(x: Shown, n: Shown): string {
  if (x === HIDDEN) return "";
  if (n === HIDDEN) return HIDDEN;
  if (n === 0 || x > n) return "";
  return mayShowShare(x, n) ? `${Math.round((100 * x) / n)}%` : HIDDEN;
}

/** The last step and the first are what a funnel is read for, so they are kept before the steps between them. */
function shownCounts(steps: readonly Step[], tells: readonly number[]): Shown[] {
  const last = steps.length - 1;
  const order = [...new Set([last, ...steps.keys()])].filter((i) => i >= 0);
  const counts = suppressApart(
    order.map((i) => steps[i]!.n),
    tells,
  );
  return steps.map((_, i) => counts[order.indexOf(i)]!);
}

/**
 * A funnel as it may be shown: each step with its share of the step before and of the first (features.md, U62). Small counts
 * are hidden, and with them each that is within 5 of another shown step or of a count that the page `tells` elsewhere, so
 * that nobody reads a few people from the difference; a step that holds more than the one before (somebody came in another
 * way) has no share, and one beside a hidden step neither.
 */
export function shownFunnel(steps: readonly Step[], tells: readonly number[] = []): ShownStep[] {
  const counts = shownCounts(steps, tells);
  const first = counts[0] ?? HIDDEN;
  return steps.map(({ said }, i) => {
    const n = counts[i]!;
    const isBarred = n !== HIDDEN && first !== HIDDEN && first > 0 && mayShowShare(n, first);
    return {
      said,
      n: String(n),
      ofPrevious: i === 0 ? "" : percent(n, counts[i - 1]!),
      ofFirst: i === 0 ? "" : percent(n, first),
      share: isBarred ? Math.min(1, n / first) : null,
    };
  });
}
