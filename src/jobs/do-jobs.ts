import type { Deps } from "../deps.ts";
import { BUDGET, type Job } from "./job.ts";
import { claimJob, knowJobs, recordDone, recordFailed } from "./job-run-queries.ts";

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Does one job that is due and nobody else's; true unless it failed. */
async function isDone(deps: Deps, job: Job): Promise<boolean> {
  const { db, clock, log } = deps;
  try {
    if (!(await claimJob(db, job, clock.now()))) return true;
    const done = await job.run(deps, BUDGET);
    if (done > 0) log("job", { name: job.name, done });
    await recordDone(db, job, clock.now(), done >= BUDGET);
    return true;
  } catch (error) {
    log("job-failed", { name: job.name, reason: reasonOf(error) });
    // A database that can't keep this either is told by /health, which finds the job late.
    await recordFailed(db, job, clock.now(), reasonOf(error)).catch(() => undefined);
    return false;
  }
}

/**
 * One round of the timer: every job that is due, one after the other. One that fails is logged and kept with its reason, and
 * keeps none of the others from being done. Gives the names of those that failed, and never throws.
 */
export async function doJobs(deps: Deps, jobs: readonly Job[]): Promise<string[]> {
  try {
    await knowJobs(deps.db, jobs, deps.clock.now());
  } catch (error) {
    deps.log("jobs-not-kept", { reason: reasonOf(error) });
    return jobs.map(({ name }) => name);
  }
  const failed: string[] = [];
  for (const job of jobs) if (!(await isDone(deps, job))) failed.push(job.name);
  return failed;
}
