import { copyFileSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cookieOf } from "../support/app.ts";
import { type FileDatabase, fileDatabase } from "../support/file-database.ts";
import { type StartGiven, spawnServer, startServer } from "../support/server-process.ts";
import { hammer, nothingTold } from "./hammer.ts";
import { oldNode } from "./old-node.ts";
import { lookAt, NOTHING_WRONG } from "./whole.ts";

const folder = mkdtempSync(join(tmpdir(), "kinstep-start-"));
let told: FileDatabase<void>;
beforeAll(async () => {
  told = await fileDatabase(join(folder, "told.sqlite"), async () => {});
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A copy of the told database, changed as somebody might have. */
function aCopy(name: string, change: string): string {
  const file = join(folder, name);
  copyFileSync(told.file, file);
  const raw = new Database(file);
  raw.exec(change);
  raw.close();
  return file;
}

async function refusal(given: Partial<StartGiven>) {
  const { ended, output } = spawnServer({ file: told.file, ...given });
  return { code: await ended, said: output() };
}

const NO_STACK = expect.not.stringMatching(/\n\s+at |node:internal/);

test("it does not start without a secret, and says how to make one", async () => {
  const { code, said } = await refusal({ env: { KINSTEP_SECRET: undefined } });
  expect([code, said]).toEqual([1, NO_STACK]);
  expect(said).toBe(
    "Kinstep can’t start. KINSTEP_SECRET is not set. It signs sign-ins and seals second factors; make one with: openssl rand -base64 32\n",
  );
});

test("it does not start with a short secret", async () => {
  const { code, said } = await refusal({ env: { KINSTEP_AUDIT_KEY: "short" } });
  expect([code, said]).toEqual([1, "Kinstep can’t start. KINSTEP_AUDIT_KEY must be 32 characters or more\n"]);
});

test("it does not start without the address that people use, and says everything that is wrong at once", async () => {
  const { code, said } = await refusal({ env: { KINSTEP_ORIGIN: undefined, PORT: "abc" } });
  expect([code, said]).toEqual([
    1,
    "Kinstep can’t start. KINSTEP_ORIGIN is not set. It is the address people use, such as https://kinstep.example.gov.uk\n" +
      "PORT must be a number from 0 to 65535\n",
  ]);
});

test("it does not start on a port that is taken, and says which", async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  const { port } = other.address() as AddressInfo;
  const { code, said } = await refusal({ env: { PORT: String(port) } });
  other.close();
  expect(code).toBe(1);
  expect(said).toBe(
    `Kinstep can’t start. Port ${port} is already in use. Stop what runs there, or set PORT to another number.\n`,
  );
});

test("it does not start on a database that is newer than the code", async () => {
  const file = aCopy("newer.sqlite", "insert into migration values ('9999_next.sql', 'x', '2026-01-01')");
  const { code, said } = await refusal({ file });
  expect([code, said]).toEqual([1, NO_STACK]);
  expect(said).toMatch(
    /^Kinstep can’t start\. The database is newer than this code: it has the migration 9999_next\.sql/,
  );
});

test("it does not start on a migration that was changed after it was applied", async () => {
  const file = aCopy("changed.sqlite", "update migration set checksum = 'x' where name like '0003%'");
  const { code, said } = await refusal({ file });
  expect([code, said]).toEqual([1, NO_STACK]);
  expect(said).toMatch(/^Kinstep can’t start\. The migration 0003_families\.sql was changed after it was applied/);
});

const old = oldNode();
if (old)
  test("it does not start on an old Node, and says which one it needs", async () => {
    const { code, said } = await refusal({ node: old });
    expect([code, said]).toEqual([1, NO_STACK]);
    expect(said).toMatch(/^Kinstep can’t start\. It needs Node 22\.18 or newer; this is [\d.]+\. Run it through npm/);
  });
else console.log("Not run here: the start on an old Node. This machine has none.");

test("on SIGTERM it answers what is under way, closes the database and ends well", async () => {
  const { file, people } = told;
  const server = await startServer({ file });
  const writes = nothingTold();
  let isOver = false;
  const hammering = hammer({
    url: server.url,
    cookie: cookieOf(people.alice),
    writers: 4,
    told: writes,
    isOver: () => isOver,
  });
  while (writes.acknowledged.length < 10) await new Promise((resolve) => setTimeout(resolve, 1));
  const code = server.stop("SIGTERM");
  isOver = true;
  await hammering;
  expect(await code).toBe(0);
  expect(lookAt(file, writes)).toEqual(NOTHING_WRONG);
  expect(writes.acknowledged.length + writes.refused.length).toBe(writes.asked);
});

test("what it writes is for the account that runs it, and for no other", async () => {
  const own = mkdtempSync(join(folder, "own-"));
  const server = await startServer({ file: join(own, "new.sqlite") });
  const copies = join(own, "backups");
  while (!readdirSync(own).includes("backups") || !readdirSync(copies).some((name) => name.endsWith(".sqlite")))
    await new Promise((resolve) => setTimeout(resolve, 20));
  const open = [own, copies].flatMap((at) =>
    readdirSync(at).filter((name) => (statSync(join(at, name)).mode & 0o077) !== 0),
  );
  expect(open).toEqual([]);
  await server.stop("SIGTERM");
});
