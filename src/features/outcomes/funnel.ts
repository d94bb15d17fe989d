import { HIDDEN, mayShowShare, suppressSteps } from "../../disclosure/suppression.ts";

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

/**
 * A funnel as it may be shown: each step with its share of the step before and of the first (docs/rules/disclosure.md). Small counts
 * are hidden, and with them those whose difference from a neighbour would tell of a few (`suppressSteps`, which says what
 * `beside` is); a step that holds more than the one before (somebody came in another way) has no share, and one beside a
 * hidden step neither.
 */
export function shownFunnel(steps: readonly Step[], beside: Parameters<typeof suppressSteps>[1] = {}): ShownStep[] {
  const counts = suppressSteps(
    steps.map(({ n }) => n),
    beside,
  );
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
