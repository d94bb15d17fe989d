import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, expect, test } from "vitest";
import { PATIENCE, ROUNDS } from "../faults/rounds.ts";
import { fileDatabase } from "../support/file-database.ts";
import { type ServerProcess, startServer } from "../support/server-process.ts";
import { problemsOf, type Raced, type Round, run } from "./race.ts";
import { RACES } from "./races.ts";

const folder = mkdtempSync(join(tmpdir(), "kinstep-races-"));
const prepared = join(folder, "prepared.sqlite");
let rounds: Map<string, Round[]>;

beforeAll(async () => {
  const { made } = await fileDatabase(prepared, async (t) => {
    const made = new Map<string, Round[]>();
    for (const race of RACES) {
      const each: Round[] = [];
      for (let round = 0; round < ROUNDS.race; round++) each.push(await race.prepare(t));
      made.set(race.name, each);
    }
    return made;
  });
  rounds = made;
}, PATIENCE);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs all rounds of a race on two server processes that share a copy of the prepared file, after `change`. */
async function race(name: string, change: readonly string[]): Promise<Raced[]> {
  const file = join(folder, "race.sqlite");
  copyFileSync(prepared, file);
  const raw = new Database(file);
  for (const statement of change) raw.exec(statement);
  const servers: ServerProcess[] = [];
  try {
    servers.push(...(await Promise.all([startServer({ file }), startServer({ file })])));
    const count = async (sql: string) => (raw.prepare(sql).get() as { n: number }).n;
    return await run(
      servers.map(({ url }) => url),
      rounds.get(name)!,
      count,
    );
  } finally {
    for (const server of servers) await server.stop("SIGKILL");
    raw.close();
    for (const end of ["", "-wal", "-shm"]) rmSync(file + end, { force: true });
  }
}

test.each(RACES)("two processes on one file, $name: exactly one", { timeout: PATIENCE }, async (one) => {
  expect(problemsOf(one, await race(one.name, []))).toEqual([]);
});

test.each(RACES)(
  "two processes on one file, $name: without its constraint more than one gets through",
  { timeout: PATIENCE },
  async (one) => {
    const came = (await race(one.name, one.withoutIt)).map((round) => round.came);
    console.log(`${one.name}, without its constraint: ${came.join(", ")} got through`);
    expect(Math.max(...came)).toBeGreaterThan(1);
  },
);
