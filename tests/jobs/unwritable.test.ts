import { expect, test } from "vitest";
import { doJobs } from "../../src/jobs/do-jobs.ts";
import type { Job } from "../../src/jobs/job.ts";
import { nodeDeps } from "../../src/node/deps.ts";
import { startTimer } from "../../src/node/timer.ts";
import { countingIds, fixedClock } from "../support/clock.ts";
import { CONFIG, migratedDatabase } from "../support/hosts.ts";

/** The app's dependencies on a database that can't keep when the jobs were done, as on a full disk. */
function unwritable() {
  const given = { file: migratedDatabase(), config: CONFIG, clock: fixedClock(), newId: countingIds() };
  const { deps, database } = nodeDeps(given);
  database.raw.pragma("query_only = on");
  const logged: unknown[] = [];
  return { deps: { ...deps, log: (...line: unknown[]) => void logged.push(line) }, logged };
}

test("a round that can’t be kept is a failure of its jobs: it is logged, and nothing is thrown", async () => {
  const { deps, logged } = unwritable();
  const job: Job = { name: "a job", every: 5, run: async () => 0 };
  expect(await doJobs(deps, [job])).toEqual(["a job"]);
  expect(logged).toMatchObject([["jobs-not-kept", {}]]);
});

test("Node’s timer outlives a run that can’t be kept, and stops when it is told to", async () => {
  const { deps } = unwritable();
  let rounds = 0;
  const counting: Job = { name: "counting", every: 5, run: async () => ++rounds };
  const timer = startTimer(deps, [counting]);
  await expect(timer.stop()).resolves.toBeUndefined();
  expect(rounds).toBe(0);
});
