import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { PATIENCE, ROUNDS } from "../faults/rounds.ts";
import { type TestApp, testApp } from "../support/app.ts";
import { stopWorker, useEntry, workerDatabase, workerUrl } from "../support/worker-host.ts";
import { problemsOf, type Race, type Raced, type Round, run } from "./race.ts";
import { RACES } from "./races.ts";

let t: TestApp;
beforeAll(async () => {
  vi.stubEnv("KINSTEP_HOST", "worker");
  useEntry("tests/races/distant-entry.ts");
  t = await testApp();
});
afterAll(stopWorker);

/** Runs a race on workerd, in fresh records of the one database that its tests share. */
async function race({ prepare }: Race, times: number): Promise<Raced[]> {
  const rounds: Round[] = [];
  for (let round = 0; round < times; round++) rounds.push(await prepare(t));
  const database = await workerDatabase();
  const count = async (sql: string) => (await database.prepare(sql).bind().all<{ n: number }>()).results[0]!.n;
  return run([await workerUrl()], rounds, count);
}

test.each(RACES)("workerd on D1, $name: exactly one", { timeout: PATIENCE }, async (one) => {
  expect(problemsOf(one, await race(one, ROUNDS.race))).toEqual([]);
});

// After all that is held, since the database is one: what is dropped stays dropped.
test.each(RACES)(
  "workerd on D1, $name: without its constraint more than one gets through",
  { timeout: PATIENCE },
  async (one) => {
    const database = await workerDatabase();
    for (const statement of one.withoutIt) await database.prepare(statement).bind().all();
    const came = (await race(one, 2)).map((round) => round.came);
    console.log(`${one.name} on D1, without its constraint: ${came.join(", ")} got through`);
    expect(Math.max(...came)).toBeGreaterThan(1);
  },
);
