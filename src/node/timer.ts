import type { Deps } from "../deps.ts";
import { doJobs } from "../jobs/do-jobs.ts";
import { type Job, ROUND_MINUTES } from "../jobs/job.ts";

/**
 * Does the jobs at once and then every five minutes, one round at a time. Node's own jobs (the nightly copy) come with the
 * others. `stop` lets a round under way be done first.
 */
export function startTimer(deps: Deps, jobs: readonly Job[]): { stop: () => Promise<void> } {
  let round: Promise<unknown> = Promise.resolve();
  let isOver = true;
  const begin = () => {
    if (!isOver) return;
    isOver = false;
    round = doJobs(deps, jobs).finally(() => (isOver = true));
  };
  begin();
  const ticking = setInterval(begin, ROUND_MINUTES * 60_000);
  ticking.unref();
  return {
    stop: async () => {
      clearInterval(ticking);
      await round;
    },
  };
}
