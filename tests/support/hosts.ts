import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import Database from "better-sqlite3";
import { type App, createApp } from "../../src/app.ts";
import type { Config } from "../../src/config.ts";
import type { Db, Deps } from "../../src/deps.ts";
import { doJobs } from "../../src/jobs/do-jobs.ts";
import { JOBS } from "../../src/jobs.ts";
import { nodeDeps } from "../../src/node/deps.ts";
import { applyMigrations, readMigrations } from "../../src/node/migrate.ts";
import { hashAtCost } from "../../src/node/scrypt.ts";
import { countingIds, fixedClock, type TestClock } from "./clock.ts";
import { refuseOnD1 } from "./d1-limits.ts";
import { refuseWhatGrows } from "./plans/asked-by-the-app.ts";
import { AT } from "./world.ts";

export const ORIGIN = "http://localhost";
export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

export const CONFIG: Config = {
  secret: "a secret of the tests, long enough to be one",
  auditKey: "an audit key of the tests, long enough to be one",
  origin: ORIGIN,
  demonstration: false,
  proxies: 0,
  oidc: null,
};

export type Host = {
  db: Db;
  request: (path: string, init: RequestInit) => Promise<Response>;
  clock: TestClock;
  newId: () => string;
  /** Only on SQLite: the app's own dependencies, to swap one for a fault. */
  deps?: Deps;
  world: () => number;
  /** The timer goes off once: in this process, or as the cron trigger of the running Worker. */
  jobs: () => Promise<unknown>;
};

let template: Buffer | undefined;

/** A migrated, empty database as bytes: migrating once and copying is a hundred times faster than migrating for each test. */
export function migratedDatabase(): Buffer {
  if (!template) {
    const raw = new Database(":memory:");
    applyMigrations(raw, readMigrations(`${ROOT}migrations`), AT);
    template = raw.serialize();
    raw.close();
  }
  return template;
}

let refusing: ReturnType<typeof refuseWhatGrows> | undefined;

/** What every statement of every test passes: D1 would take it, and the years do not slow it. */
function inspect(sql: string, parameters: readonly unknown[]): void {
  refuseOnD1(sql, parameters);
  refusing ??= refuseWhatGrows(migratedDatabase());
  refusing(sql);
}

/** Password hashes of the tests: real ones at the least cost, which `verifyPassword` reads off them. */
export const hashCheaply = hashAtCost({ N: 64, r: 8, p: 1 });

let app: App | undefined;

/** One app for all tests, since putting it together takes longer than most of them: each request brings its own dependencies. */
const answer = (path: string, init: RequestInit, deps: Deps) => {
  app ??= createApp((environment) => (environment as { deps: Deps }).deps);
  return app.request(`${ORIGIN}${path}`, init, { deps });
};

let ofThisTest: (() => void)[] | undefined;

/** From here on what is opened ends with the test. */
export const testBegins = (): void => {
  ofThisTest = [];
};

/** A database that is left to the garbage collector takes five times as long: each ends with the test that opened it. One that was opened before the tests of its file is for them all. */
export const testEnds = (): void => {
  for (const close of ofThisTest ?? []) close();
  ofThisTest = undefined;
};

/** The real app on a real migrated SQLite database in memory, which may hold something already. */
export function sqliteHost(override: Partial<Deps> = {}, file = migratedDatabase()): Host & { bytes: () => Buffer } {
  const clock = fixedClock();
  const { deps, database } = nodeDeps({
    file,
    config: CONFIG,
    clock,
    newId: countingIds(1),
    inspect,
    hash: hashCheaply,
  });
  ofThisTest?.push(database.close);
  const all = { ...deps, log: () => {}, ...override };
  return {
    db: deps.db,
    bytes: () => database.raw.serialize(),
    request: async (path, init) => answer(path, init, all),
    clock,
    newId: countingIds(2),
    deps: all,
    world: () => 1,
    jobs: () => doJobs(all, JOBS),
  };
}

export const readRoot = (path: string): string => readFileSync(`${ROOT}${path}`, "utf8");
