import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type Database from "better-sqlite3";
import { sql } from "kysely";
import { createApp } from "../../src/app.ts";
import { nodeDeps } from "../../src/node/deps.ts";
import { cookieOf } from "./app.ts";
import { countingIds, fixedClock } from "./clock.ts";
import { refuseOnD1 } from "./d1-limits.ts";
import { CONFIG, ORIGIN } from "./hosts.ts";
import type { Stop } from "./route-tour.ts";

/** A stop's world as bytes, to begin again from after something was really saved. */
export async function snapshotOf({ t }: Stop): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), "kinstep-replay-"));
  const file = join(folder, "world.sqlite");
  await sql`vacuum into ${file}`.execute(t.db);
  const bytes = readFileSync(file);
  rmSync(folder, { recursive: true });
  return bytes;
}

/** What anybody may leave behind by asking. */
const TRACES = ["audit", "audit_elsewhere", "sign_in_attempt", "saved_search", "auth_session"];

/** Everything that is kept, as one text. */
function kept(raw: Database.Database, without: readonly string[] = []): string {
  const tables = raw.prepare("select name from sqlite_master where type = 'table'").pluck().all() as string[];
  return tables
    .filter((name) => !without.includes(name))
    .map((name) => JSON.stringify(raw.prepare(`select * from ${name}`).raw().all()))
    .join();
}

export type Sent = { body: string; type?: string };

/** An app on a copy of the world. `touched` counts rows written, also by a commit that was then taken back. */
export function replay(bytes: Buffer, { t, owner, address }: Stop) {
  const given = { config: CONFIG, clock: fixedClock(), newId: countingIds(9), inspect: refuseOnD1 };
  const { deps, database } = nodeDeps({ file: bytes, ...given });
  const app = createApp({ ...deps, log: () => {} });
  const traces = TRACES.map((name) => `(select count(*) from ${name})`).join(" + ");
  const touched = database.raw.prepare(`select total_changes() - (${traces})`).pluck();
  const atFirst = kept(database.raw, TRACES);
  const signed = { Cookie: cookieOf(t.people[owner]), Origin: ORIGIN };
  return {
    touched: () => touched.get() as number,
    isAsAtFirst: () => kept(database.raw, TRACES) === atFirst,
    everything: () => kept(database.raw),
    close: () => database.close(),
    post: ({ body, type = "application/x-www-form-urlencoded" }: Sent) =>
      app.request(`${ORIGIN}${address}`, { method: "POST", body, headers: { ...signed, "Content-Type": type } }),
  };
}
