import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { jobHealth } from "../../src/db/job-health.ts";
import type { Deps } from "../../src/deps.ts";
import { doJobs } from "../../src/jobs/do-jobs.ts";
import type { Job } from "../../src/jobs/job.ts";
import { claimJob, listJobRuns } from "../../src/jobs/job-run-queries.ts";
import { JOBS } from "../../src/jobs.ts";
import { testApp } from "../support/app.ts";

const NINE = Temporal.Instant.from("2026-03-02T09:00:00Z");

/** The app's dependencies at so many minutes past nine. */
async function at() {
  const { deps } = await testApp({ as: null });
  const logged: [string, object][] = [];
  const later = (minutes: number): Deps => ({
    ...deps!,
    clock: { now: () => NINE.add({ minutes }) },
    log: (event, facts) => logged.push([event, facts]),
  });
  return { later, logged };
}

const counting = (every: number, gives = 0): Job & { runs: number } => {
  const job = {
    name: "counting",
    every,
    runs: 0,
    run: async () => {
      job.runs += 1;
      return gives;
    },
  };
  return job;
};

test("a job is done once in its time, whatever the timer does", async () => {
  const { later } = await at();
  const job = counting(60);
  for (const minutes of [0, 5, 30, 55]) await doJobs(later(minutes), [job]);
  expect(job.runs).toBe(1);
  await doJobs(later(60), [job]);
  expect(job.runs).toBe(2);
});

test("of two rounds at once, one has the job", async () => {
  const { later } = await at();
  const { promise: waiting, resolve: release } = Promise.withResolvers<void>();
  let runs = 0;
  const slow: Job = {
    name: "slow",
    every: 5,
    run: async () => {
      runs += 1;
      await waiting;
      return 0;
    },
  };
  const rounds = [doJobs(later(0), [slow]), doJobs(later(0), [slow])];
  await new Promise((resolve) => setTimeout(resolve, 20));
  release();
  expect(await Promise.all(rounds)).toEqual([[], []]);
  expect(runs).toBe(1);
});

test("the claim of a process that was killed ends by itself after ten minutes", async () => {
  const { later } = await at();
  const job = counting(5);
  await doJobs(later(0), [job]);
  expect(await claimJob(later(5).db, job, later(5).clock.now())).toBe(true);
  await doJobs(later(14), [job]);
  expect(job.runs).toBe(1);
  await doJobs(later(15), [job]);
  expect(job.runs).toBe(2);
});

test("a job that stopped at its budget goes on in the next round, not an hour later", async () => {
  const { later } = await at();
  const job = counting(60, 50);
  await doJobs(later(0), [job]);
  await doJobs(later(5), [job]);
  expect(job.runs).toBe(2);
});

test("a job that fails is kept with its reason, tried again in the next round, and late in the end; the others are done", async () => {
  const { later, logged } = await at();
  const broken: Job = { name: "broken", every: 5, run: () => Promise.reject(new Error("no room")) };
  const job = counting(5);
  expect(await doJobs(later(0), [broken, job])).toEqual(["broken"]);
  expect(job.runs).toBe(1);
  expect(logged).toEqual([["job-failed", { name: "broken", reason: "no room" }]]);
  const { db } = later(0);
  expect(await listJobRuns(db)).toMatchObject([
    { name: "broken", last_ok: null, last_error: "no room", error_at: "2026-03-02T09:00:00.000Z" },
    { name: "counting", last_ok: "2026-03-02T09:00:00.000Z", last_error: null },
  ]);
  await doJobs(later(15), [broken, job]);
  expect(await jobHealth(db, NINE.add({ minutes: 16 }))).toEqual({ timer: "well", late: [] });
  await doJobs(later(17), [broken, job]);
  expect(await jobHealth(db, NINE.add({ minutes: 17 }))).toEqual({ timer: "late", late: ["broken"] });
});

test("a job that is no more is forgotten, so that it is not late for ever", async () => {
  const { later } = await at();
  await doJobs(later(0), [counting(5), ...JOBS]);
  await doJobs(later(5), JOBS);
  expect((await listJobRuns(later(5).db)).map(({ name }) => name)).toEqual(JOBS.map(({ name }) => name).sort());
});
