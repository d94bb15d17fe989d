import { copyFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { Temporal } from "temporal-polyfill";
import { demonstrationEnvironment } from "../../scripts/demonstration-environment.ts";
import { buildBulk } from "../../scripts/seed/bulk/build-bulk.ts";
import { SIZES } from "../../scripts/seed/bulk/size.ts";
import { type Config, readConfig } from "../../src/config.ts";
import type { Clock } from "../../src/deps.ts";
import { randomId, systemClock } from "../../src/host.ts";
import { type NodeHost, nodeDeps } from "../../src/node/deps.ts";
import { migrateFile } from "../../src/node/migrate.ts";
import { ROOT } from "../../tests/support/hosts.ts";

export const crawlConfig = (): Config => readConfig(demonstrationEnvironment(3000));

const MIGRATIONS = join(ROOT, "migrations");

/** A clock that stands where a database's told time ends, and goes on from there: what is due then is due. */
function clockOf(file: string): Clock {
  const raw = new Database(file, { readonly: true });
  const { at } = raw.prepare("select min(applied_at) as at from migration").get() as { at: string };
  raw.close();
  const began = systemClock.now();
  const told = Temporal.Instant.from(at);
  return { now: () => told.add(systemClock.now().since(began)) };
}

/** A copy of the large database in a folder, made first where there is none, brought to this code's migrations. */
export async function largeDatabase(folder: string, say: (line: string) => void): Promise<string> {
  const made = join(ROOT, "data/authority10.sqlite");
  if (!existsSync(made))
    await buildBulk({
      file: made,
      migrations: MIGRATIONS,
      config: crawlConfig(),
      clock: systemClock,
      size: SIZES.authority10,
      say,
    });
  const file = join(folder, "authority10.sqlite");
  copyFileSync(made, file);
  await migrateFile(file, MIGRATIONS, systemClock.now().toString());
  return file;
}

/** The app's dependencies on that database, as they are served, with its own clock. */
export function largeHost(file: string): NodeHost {
  return nodeDeps({ file, config: crawlConfig(), clock: clockOf(file), newId: randomId });
}
