import { asConflict, Unavailable } from "../db/conflict.ts";
import type { Deps } from "../deps.ts";
import { BUDGET, type Job } from "./job.ts";
import { claimJob, knowJobs, recordDone, recordFailed } from "./job-run-queries.ts";

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

type Outcome = "done" | "failed" | "unwritable";

/** Does one job that is due and nobody else's. */
async function outcomeOf(deps: Deps, job: Job): Promise<Outcome> {
  const { db, clock, log } = deps;
  try {
    if (!(await claimJob(db, job, clock.now()))) return "done";
    const done = await job.run(deps, BUDGET);
    if (done > 0) log("job", { name: job.name, done });
    await recordDone(db, job, clock.now(), done >= BUDGET);
    return "done";
  } catch (error) {
    log("job-failed", { name: job.name, reason: reasonOf(error) });
    if (asConflict(error) instanceof Unavailable) return "unwritable";
    await recordFailed(db, job, clock.now(), reasonOf(error)).catch(() => undefined);
    return "failed";
  }
}

/**
 * One round of the timer: every job that is due, one after the other. One that fails is logged and kept with its reason, and
 * keeps none of the others from being done; but where the database can't be written the round is over, since each further try
 * would only keep everybody waiting, and /health finds the jobs late. Gives the names of those that were not done, and never throws.
 */
export async function doJobs(deps: Deps, jobs: readonly Job[]): Promise<string[]> {
  const names = jobs.map(({ name }) => name);
  try {
    await knowJobs(deps.db, jobs, deps.clock.now());
  } catch (error) {
    deps.log("jobs-not-kept", { reason: reasonOf(error) });
    return names;
  }
  const failed: string[] = [];
  for (const [at, job] of jobs.entries()) {
    const outcome = await outcomeOf(deps, job);
    if (outcome === "unwritable") return [...failed, ...names.slice(at)];
    if (outcome === "failed") failed.push(job.name);
  }
  return failed;
}
