import { expect, test } from "vitest";
import type { Chore } from "../../src/jobs/chore.ts";
import { doChores } from "../../src/jobs/index.ts";
import { nodeDeps } from "../../src/node/deps.ts";
import { startTimer } from "../../src/node/timer.ts";
import { countingIds, fixedClock } from "../support/clock.ts";
import { CONFIG, migratedDatabase } from "../support/hosts.ts";

/** The app's dependencies on a database that can't keep when the chores were done, as on a full disk. */
function unwritable() {
  const given = { file: migratedDatabase(), config: CONFIG, clock: fixedClock(), newId: countingIds() };
  const { deps, database } = nodeDeps(given);
  database.raw.pragma("query_only = on");
  const logged: unknown[] = [];
  return { deps: { ...deps, log: (...line: unknown[]) => void logged.push(line) }, logged };
}

test("a run that can’t be kept is a failure like a chore’s: it is logged, and nothing is thrown", async () => {
  const { deps, logged } = unwritable();
  expect(await doChores(deps, [])).toEqual(["timer run"]);
  expect(logged).toMatchObject([["chore-failed", { name: "timer run" }]]);
});

test("Node’s timer outlives a run that can’t be kept, and stops when it is told to", async () => {
  const { deps } = unwritable();
  let rounds = 0;
  const counting: Chore = { name: "counting", run: async () => ++rounds };
  const timer = startTimer(deps, [counting]);
  await expect(timer.stop()).resolves.toBeUndefined();
  expect(rounds).toBe(1);
});
