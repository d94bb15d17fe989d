import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type Database from "better-sqlite3";
import { sql } from "kysely";
import { afterAll, expect, test } from "vitest";
import { createApp } from "../../src/app.ts";
import { nodeDeps } from "../../src/node/deps.ts";
import { cookieOf } from "../support/app.ts";
import { countingIds, fixedClock } from "../support/clock.ts";
import { refuseOnD1 } from "../support/d1-limits.ts";
import { CONFIG, ORIGIN } from "../support/hosts.ts";
import { type Stop, signedInRoutes, stopAt, validPost } from "../support/route-tour.ts";
import { type Bad, badBodies } from "./hostile.ts";

const isFull = process.env.KINSTEP_FULL === "1";
const folder = mkdtempSync(join(tmpdir(), "kinstep-bad-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let copies = 0;

/** The stop's world as bytes, to begin again from after something was really saved. */
async function snapshotOf({ t }: Stop): Promise<Buffer> {
  const file = join(folder, `${++copies}.sqlite`);
  await sql`vacuum into ${file}`.execute(t.db);
  const bytes = readFileSync(file);
  rmSync(file);
  return bytes;
}

/** What anybody may leave behind by asking. */
const TRACES = ["audit", "audit_elsewhere", "sign_in_attempt", "saved_search", "auth_session"];

/** Everything else that is kept, as one text. */
function kept(raw: Database.Database): string {
  const tables = raw.prepare("select name from sqlite_master where type = 'table'").pluck().all() as string[];
  return tables
    .filter((name) => !TRACES.includes(name))
    .map((name) => JSON.stringify(raw.prepare(`select * from ${name}`).raw().all()))
    .join();
}

/** An app on a copy of the world. `touched` counts rows written, also by a commit that was then taken back. */
function begin(bytes: Buffer, { t, owner, address }: Stop) {
  const given = { config: CONFIG, clock: fixedClock(), newId: countingIds(9), inspect: refuseOnD1 };
  const { deps, database } = nodeDeps({ file: bytes, ...given });
  const app = createApp({ ...deps, log: () => {} });
  const traces = TRACES.map((name) => `(select count(*) from ${name})`).join(" + ");
  const touched = database.raw.prepare(`select total_changes() - (${traces})`).pluck();
  const atFirst = kept(database.raw);
  const signed = { Cookie: cookieOf(t.people[owner]), Origin: ORIGIN };
  return {
    touched: () => touched.get() as number,
    isAsAtFirst: () => kept(database.raw) === atFirst,
    close: () => database.close(),
    post: ({ body, type = "application/x-www-form-urlencoded" }: Bad) =>
      app.request(`${ORIGIN}${address}`, { method: "POST", body, headers: { ...signed, "Content-Type": type } }),
  };
}

/** These write down each try at a password before they look at it, which is what they should. */
const COUNTS_TRIES = /^\/account\/(password|second-factor)/;

/** What a body of 2 MB takes on a busy machine. Work that grows with the square of the body takes many times as long. */
const MOST_MILLISECONDS = 5000;

test.each(signedInRoutes("POST"))(
  "POST $path answers bad input with a sentence, and keeps nothing of it",
  async (route) => {
    const { path } = route;
    const stop = await stopAt(route);
    const form = await validPost(stop, path);
    const bytes = await snapshotOf(stop);
    let host = begin(bytes, stop);
    const wrong: unknown[] = [];
    for (const [at, bad] of badBodies({ ...form, key: ["KEY"] }, isFull).entries()) {
      const before = host.touched();
      const from = performance.now();
      const res = await host.post({ ...bad, body: bad.body.replace("key=KEY", `key=k${at}`) });
      const text = await res.text();
      if (performance.now() - from > MOST_MILLISECONDS) wrong.push([bad.is, "takes long", performance.now() - from]);
      const isTouched = host.touched() !== before;
      const isRefused = res.status >= 400;
      if (res.status >= 500) wrong.push([bad.is, res.status]);
      else if (bad.status && res.status !== bad.status) wrong.push([bad.is, res.status, `not ${bad.status}`]);
      else if (isRefused && text.length < 20) wrong.push([bad.is, res.status, "says nothing"]);
      else if (isRefused && isTouched && !COUNTS_TRIES.test(path) && !host.isAsAtFirst())
        wrong.push([bad.is, res.status, "kept something"]);
      if (isTouched) {
        host.close();
        host = begin(bytes, stop);
      }
    }
    host.close();
    expect(wrong).toEqual([]);
  },
);
