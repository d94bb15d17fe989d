import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, expect, test } from "vitest";
import { assets } from "../../src/generated/assets.js";
import { fileDatabase } from "../support/file-database.ts";
import { ORIGIN } from "../support/hosts.ts";
import { type ServerProcess, startServer } from "../support/server-process.ts";
import { keptOpen, timed, tried } from "./timed.ts";

const CONNECTIONS = 40;

const folder = mkdtempSync(join(tmpdir(), "kinstep-sign-ins-"));
const file = join(folder, "told.sqlite");
let server: ServerProcess;
beforeAll(async () => {
  await fileDatabase(file, async () => {});
  server = await startServer({ file, env: { KINSTEP_PROXIES: "1" } });
  // The first sign-in after a start loads the accounts library, which takes longer than what is looked at here.
  const first = keptOpen(1);
  expect((await guess(first, true)).status).toBe(422);
  lookedAt += 1;
  first.destroy();
});
afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

let guesses = 0;
let lookedAt = 0;

/** One guess, at an account of its own; from an address of its own, or from one and the same. */
function guess(agent: ReturnType<typeof keptOpen>, isFromEverywhere: boolean) {
  const n = ++guesses;
  const from = isFromEverywhere ? `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}` : "198.51.100.7";
  const body = Buffer.from(`email=nobody-${n}%40example.org&password=wrong+wrong+wrong`);
  const headers = { Origin: ORIGIN, "Content-Type": "application/x-www-form-urlencoded", "X-Forwarded-For": from };
  return timed(agent, `${server.url}/sign-in`, { method: "POST", headers, body });
}

/** All connections guess until they are stopped, which gives how often each status was answered. */
function flood(isFromEverywhere: boolean) {
  const agent = keptOpen(CONNECTIONS);
  const statuses: Record<number, number> = {};
  let isOver = false;
  const one = async () => {
    while (!isOver) {
      const { status } = await guess(agent, isFromEverywhere);
      statuses[status] = (statuses[status] ?? 0) + 1;
    }
  };
  const all = Promise.all(Array.from({ length: CONNECTIONS }, one));
  return async () => {
    isOver = true;
    await all;
    agent.destroy();
    return statuses;
  };
}

const ASKED = 10;

test.each([
  ["one address", false],
  ["an address for each", true],
])("while 40 connections guess passwords from %s, a stylesheet is here in 200 ms", async (_, isFromEverywhere) => {
  const looking = keptOpen(1);
  const stop = flood(isFromEverywhere);
  const figures = await tried(
    async () => {
      let stylesheet = 0;
      for (let n = 0; n < ASKED; n++) {
        const { status, milliseconds } = await timed(looking, `${server.url}${assets.css}`);
        expect(status).toBe(200);
        stylesheet = Math.max(stylesheet, milliseconds);
      }
      return { stylesheet };
    },
    ({ stylesheet }) => stylesheet < 200,
  );
  const seen = await stop();
  looking.destroy();
  expect(figures).toEqual({ stylesheet: figures.stylesheet, isWell: true });
  expect(Object.keys(seen).every((status) => ["422", "429", "503"].includes(status))).toBe(true);
  expect((seen[429] ?? 0) + (seen[503] ?? 0)).toBeGreaterThan(CONNECTIONS);
  lookedAt += seen[422] ?? 0;
});

test("what was refused left no line of the trail: only what was looked at did", () => {
  const raw = new Database(file, { readonly: true });
  const lines = raw
    .prepare("select count(*) from audit where verb in ('sign-in-attempted', 'sign-in-failed', 'refused')")
    .pluck()
    .get() as number;
  raw.close();
  expect(lines).toBeGreaterThan(0);
  expect(lines).toBeLessThanOrEqual(3 * lookedAt);
});
