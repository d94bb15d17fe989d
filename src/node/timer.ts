import { EVERY_MINUTES } from "../db/timer-health.ts";
import type { Deps } from "../deps.ts";
import type { Chore } from "../jobs/chore.ts";
import { doChores } from "../jobs/index.ts";

/**
 * Does the chores at once and then every five minutes, one round at a time. Node's own chores (the nightly copy) come with the
 * others. `stop` lets a round under way be done first.
 */
export function startTimer(deps: Deps, chores: readonly Chore[]): { stop: () => Promise<void> } {
  let round: Promise<unknown> = Promise.resolve();
  let isOver = true;
  const begin = () => {
    if (!isOver) return;
    isOver = false;
    round = doChores(deps, chores).finally(() => (isOver = true));
  };
  begin();
  const ticking = setInterval(begin, EVERY_MINUTES * 60_000);
  ticking.unref();
  return {
    stop: async () => {
      clearInterval(ticking);
      await round;
    },
  };
}
