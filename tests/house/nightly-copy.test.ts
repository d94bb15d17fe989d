import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, expect, test } from "vitest";
import { createApp } from "../../src/app.ts";
import type { Job } from "../../src/jobs/job.ts";
import { nodeDeps } from "../../src/node/deps.ts";
import { nightlyCopy } from "../../src/node/nightly-copy.ts";
import { startTimer } from "../../src/node/timer.ts";
import { newFamily } from "../faults/new-family.ts";
import { cookieOf } from "../support/app.ts";
import { countingIds, fixedClock } from "../support/clock.ts";
import { fileDatabase } from "../support/file-database.ts";
import { CONFIG, ORIGIN } from "../support/hosts.ts";

const folder = mkdtempSync(join(tmpdir(), "kinstep-copy-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The app on a real file, with Alice signed in, who opens families. */
async function serving(name: string) {
  const file = join(folder, `${name}.sqlite`);
  const { people } = await fileDatabase(file, async () => {});
  const clock = fixedClock();
  const { deps, database } = nodeDeps({ file, config: CONFIG, clock, newId: countingIds(20) });
  const quiet = { ...deps, log: () => {} };
  const app = createApp(quiet);
  const headers = { Origin: ORIGIN, Cookie: cookieOf(people.alice) };
  const open = async (n: number) => {
    const answer = await app.request(`${ORIGIN}/families/new`, {
      method: "POST",
      body: newFamily(n, `form-${n}`),
      headers: { ...headers, "Content-Type": "application/x-www-form-urlencoded" },
    });
    return answer.status;
  };
  const copies = join(folder, `${name}-copies`);
  return { file, clock, deps: quiet, database, open, copies, cookie: headers.Cookie };
}

const counts = (raw: Database.Database) => {
  const tables = raw.prepare("select name from sqlite_master where type = 'table' order by name").pluck().all();
  return (tables as string[]).map((name) => [name, raw.prepare(`select count(*) from "${name}"`).pluck().get()]);
};

test("a copy is made while people write; restored, it is whole, and has every row that was there when it was made", async () => {
  const { file, clock, deps, database, open, copies, cookie } = await serving("restored");
  const job = nightlyCopy({ raw: database.raw, file, folder: copies });
  for (let n = 0; n < 5; n++) expect(await open(n)).toBe(303);
  const [made, ...written] = await Promise.all([job.run(deps, 50), open(10), open(11), open(12)]);
  expect([made, ...written]).toEqual([1, 303, 303, 303]);
  expect(readdirSync(copies)).toEqual(["restored-2026-03-02.sqlite"]);
  const copy = join(copies, "restored-2026-03-02.sqlite");
  const restored = nodeDeps({ file: copy, config: CONFIG, clock, newId: countingIds(21) });
  const { raw } = restored.database;
  expect(raw.pragma("integrity_check", { simple: true })).toBe("ok");
  expect(raw.pragma("foreign_key_check")).toEqual([]);
  const [was, is] = [new Map(counts(database.raw) as never), new Map(counts(raw) as never)];
  expect([...is.keys()]).toEqual([...was.keys()]);
  const families = is.get("family") as unknown as number;
  expect(families).toBeGreaterThanOrEqual(5);
  expect(is.get("audit")).toBeGreaterThanOrEqual(families);
  expect(is.get("person")).toBe(families * 2);
  const app = createApp({ ...restored.deps, log: () => {} });
  const list = await app.request(`${ORIGIN}/families`, { headers: { Cookie: cookie } });
  expect(await list.text()).toContain(`${families} open families`);
  restored.database.close();
  // Nobody writes now: the next night's copy has exactly what the database has.
  clock.set("2026-03-03T01:00:00Z");
  await job.run(deps, 50);
  const next = new Database(join(copies, "restored-2026-03-03.sqlite"));
  expect(counts(next)).toEqual(counts(database.raw));
  next.close();
  database.close();
});

test("once a day, fourteen nights are kept, and nothing else in the folder is touched", async () => {
  const { file, clock, deps, database, copies } = await serving("kept");
  const job = nightlyCopy({ raw: database.raw, file, folder: copies });
  for (let day = 1; day <= 17; day++) {
    clock.set(`2026-03-${String(day).padStart(2, "0")}T03:00:00Z`);
    expect(await job.run(deps, 50)).toBe(1);
    expect(await job.run(deps, 50)).toBe(0);
    if (day === 1) writeFileSync(join(copies, "kept-before-0012-2026.sqlite"), "another");
  }
  const names = readdirSync(copies).sort();
  expect(names).toHaveLength(15);
  expect(names.slice(0, 2)).toEqual(["kept-2026-03-04.sqlite", "kept-2026-03-05.sqlite"]);
  expect(names.at(-1)).toBe("kept-before-0012-2026.sqlite");
  database.close();
});

test("a job that fails leaves the others to be done, and is done when it is mended", async () => {
  const { deps, database } = await serving("failing");
  const told: unknown[] = [];
  const log = (event: string, facts: Record<string, unknown>) => told.push([event, facts.name]);
  const done: string[] = [];
  let isBroken = true;
  const broken: Job = {
    name: "broken",
    every: 5,
    run: async () => {
      if (isBroken) throw new Error("no room");
      return 0;
    },
  };
  const other: Job = { name: "other", every: 5, run: async () => done.push("other") };
  const first = startTimer({ ...deps, log }, [broken, other]);
  await first.stop();
  expect([done, told[0], (await deps.health()).timer]).toEqual([["other"], ["job-failed", "broken"], "well"]);
  isBroken = false;
  const second = startTimer({ ...deps, log }, [broken, other]);
  await second.stop();
  expect((await deps.health()).timer).toBe("well");
  database.close();
});
