import { build } from "esbuild";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { type D1, openD1 } from "../../src/db/d1.ts";
import { readMigrations } from "../../src/node/migrate.ts";
import { CLOCK_HEADER, countingIds, fixedClock } from "./clock.ts";
import { CONFIG, type Host, ROOT } from "./hosts.ts";
import { splitStatements } from "./split-statements.ts";

type D1Database = Awaited<ReturnType<Miniflare["getD1Database"]>>;
type Running = { url: URL; database: D1Database; stop: () => Promise<void> };

let running: Promise<Running> | undefined;
let worlds = 0;
let entry = "tests/workers/entry.ts";

/** Another Worker than the one of the contract suite. Before anything else of this file. */
export const useEntry = (path: string): void => {
  entry = path;
};

/** Bundles the Worker as it is deployed, but for clock and ids, and starts it in workerd with its own D1, migrated. */
async function start(): Promise<Running> {
  const bundle = await build({
    entryPoints: [`${ROOT}${entry}`],
    bundle: true,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    conditions: ["workerd", "worker", "import", "default"],
    external: ["node:*", "cloudflare:*"],
    target: "es2024",
    write: false,
    logLevel: "error",
  });
  const options = convertV4MiniflareOptions({
    name: "kinstep",
    modules: true,
    script: bundle.outputFiles[0]!.text,
    compatibilityDate: "2026-10-01",
    compatibilityFlags: ["nodejs_compat"],
    d1Databases: ["DB"],
    unsafeTriggerHandlers: true,
    bindings: { KINSTEP_SECRET: CONFIG.secret, KINSTEP_AUDIT_KEY: CONFIG.auditKey, KINSTEP_ORIGIN: CONFIG.origin },
  });
  const miniflare = new Miniflare(options);
  const url = await miniflare.ready;
  const database = await miniflare.getD1Database("DB");
  await migrate(database);
  return { url, database, stop: () => miniflare.dispose() };
}

/** Ends the running Worker: for a file whose own process goes on after it. workerd outlives whoever merely forgets it. */
export async function stopWorker(): Promise<void> {
  await (await running)?.stop();
  running = undefined;
}

/** What `wrangler d1 migrations apply` does: each file's statements, and its name in `d1_migrations`. */
async function migrate(database: D1Database) {
  await database
    .prepare("create table d1_migrations (id integer primary key, name text not null, applied_at text)")
    .run();
  for (const { name, sql } of readMigrations(`${ROOT}migrations`)) {
    await database.batch(splitStatements(sql).map((statement) => database.prepare(statement)));
    await database.prepare("insert into d1_migrations (name, applied_at) values (?, ?)").bind(name, "2026-01-01").run();
  }
}

/** The D1 of the running Worker, for tests of the commit port itself. */
export async function workerDatabase(): Promise<D1> {
  running ??= start();
  return (await running).database as unknown as D1;
}

/** Where the running Worker listens, for requests that a test sends byte by byte. */
export async function workerUrl(): Promise<string> {
  running ??= start();
  return (await running).url.origin;
}

/** The bundled Worker over HTTP, in workerd, on D1; tests share it, each with a world of its own. */
export async function workerHost(): Promise<Host> {
  running ??= start();
  const { url, database } = await running;
  const clock = fixedClock();
  const { db } = openD1(database as unknown as D1, { auditKey: CONFIG.auditKey, clock, newId: countingIds(3) });
  const world = ++worlds;
  return {
    db,
    clock,
    newId: countingIds(100 + world),
    world: () => world,
    jobs: () => fetch(new URL("/cdn-cgi/local/scheduled", url)),
    request: (path, init) => {
      const headers = new Headers(init?.headers);
      headers.set(CLOCK_HEADER, clock.now().toString());
      return fetch(new URL(path, url), { ...init, headers } as RequestInit);
    },
  };
}
