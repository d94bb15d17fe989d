import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, expect, test } from "vitest";
import { cookieOf } from "../support/app.ts";
import { fileDatabase } from "../support/file-database.ts";
import { startServer } from "../support/server-process.ts";
import { openFamily } from "./new-family.ts";

const folder = mkdtempSync(join(tmpdir(), "kinstep-locked-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

test("a write waits for another process’s lock, and says 503 when it takes too long", async () => {
  const file = join(folder, "a.sqlite");
  const { people } = await fileDatabase(file, async () => {});
  const server = await startServer({ file });
  const other = new Database(file);
  const cookie = cookieOf(people.alice);
  other.exec("begin immediate");
  const patient = openFamily(server.url, cookie, 1, "form-1");
  await wait(1000);
  other.exec("rollback");
  expect((await patient)?.status).toBe(303);

  other.exec("begin immediate");
  const refused = await openFamily(server.url, cookie, 2, "form-2");
  other.exec("rollback");
  expect([refused?.status, refused?.text]).toEqual([503, expect.stringContaining("Nothing was saved")]);
  expect((await openFamily(server.url, cookie, 2, "form-2"))?.status).toBe(303);
  expect(other.prepare("select count(*) as n from family").get()).toEqual({ n: 2 });
  other.close();
  await server.stop();
});
