import { HIDDEN, mayShowShare, suppressed } from "./suppression.ts";

/** One step of the way from a family known to both questionnaires done: how many reached it. */
export type Step = { said: string; n: number };

export type ShownStep = { said: string; n: string; ofPrevious: string; ofFirst: string; share: number | null };

const percent = (x: number, n: number): string =>
  mayShowShare(x, n) && x <= n ? `${Math.round((100 * x) / n)}%` : n === 0 || x > n ? "" : HIDDEN;

/**
 * A funnel as it may be shown: each step with its share of the step before and of the first (features.md, U62). Small counts
 * are hidden; a step that holds more than the one before (somebody came in another way) has no share.
 */
export function shownFunnel(steps: readonly Step[]): ShownStep[] {
  const first = steps[0]?.n ?? 0;
  return steps.map(({ said, n }, i) => {
    const shown = suppressed(n);
    const visible = shown !== HIDDEN;
    return {
      said,
      n: String(shown),
      ofPrevious: i === 0 || !visible ? "" : percent(n, steps[i - 1]!.n),
      ofFirst: i === 0 || !visible ? "" : percent(n, first),
      share: visible && first > 0 && mayShowShare(n, first) ? Math.min(1, n / first) : null,
    };
  });
}
