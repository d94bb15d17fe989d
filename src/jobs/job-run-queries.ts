import type { Temporal } from "temporal-polyfill";
import type { Db } from "../deps.ts";
import { instantText } from "../domain/calendar.ts";
import { type Job, ROUND_MINUTES } from "./job.ts";

/** A claim ends by itself, so that a process that was killed in its round keeps nobody else from the job for longer. */
const CLAIM_MINUTES = 2 * ROUND_MINUTES;

/**
 * Knows the jobs that there are, and forgets those that are no more. It writes only where something differs. What is kept of a
 * job says nothing of anybody, so it has no entry in the trail.
 */
export async function knowJobs(db: Db, jobs: readonly Job[], now: Temporal.Instant): Promise<void> {
  const known = new Map((await listJobRuns(db)).map(({ name, every_minutes }) => [name, every_minutes]));
  const names = jobs.map(({ name }) => name);
  if ([...known.keys()].some((name) => !names.includes(name)))
    await db.deleteFrom("job_run").where("name", "not in", names).execute();
  for (const { name, every } of jobs.filter((job) => known.get(job.name) !== job.every))
    await db
      .insertInto("job_run")
      .values({ name, every_minutes: every, known_at: instantText(now) })
      .onConflict((conflict) => conflict.column("name").doUpdateSet({ every_minutes: every }))
      .execute();
}

/**
 * Takes a job that is due, for this round: one conditional update, so that of two processes, or two isolates, one gets it. False
 * where it is not due yet or somebody else has it. Half a round's slack, since no timer goes off to the second.
 */
export async function claimJob(db: Db, { name, every }: Job, now: Temporal.Instant): Promise<boolean> {
  const dueBefore = instantText(now.subtract({ seconds: Math.round((every - ROUND_MINUTES / 2) * 60) }));
  const { numUpdatedRows } = await db
    .updateTable("job_run")
    .set({ claimed_until: instantText(now.add({ minutes: CLAIM_MINUTES })) })
    .where("name", "=", name)
    .where((eb) => eb.or([eb("claimed_until", "is", null), eb("claimed_until", "<=", instantText(now))]))
    .where((eb) => eb.or([eb("last_ok", "is", null), eb("last_ok", "<=", dueBefore)]))
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/** The job was done. `isMore`: it stopped at its budget, so it is due again in the next round. */
export const recordDone = (db: Db, { name, every }: Job, now: Temporal.Instant, isMore: boolean) => {
  const at = isMore ? now.subtract({ minutes: every }) : now;
  return db
    .updateTable("job_run")
    .set({ last_ok: instantText(at), claimed_until: null, last_error: null, error_at: null })
    .where("name", "=", name)
    .execute();
};

export const recordFailed = (db: Db, { name }: Job, now: Temporal.Instant, reason: string) =>
  db
    .updateTable("job_run")
    .set({ last_error: reason.slice(0, 500), error_at: instantText(now), claimed_until: null })
    .where("name", "=", name)
    .execute();

/** Every job that the timer knows, by name, with when it was last done or failed. */
export const listJobRuns = (db: Db) => db.selectFrom("job_run").selectAll().orderBy("name").execute();
