import { join } from "node:path";
import { expect, test } from "vitest";
import { command, runJobs } from "../../src/cli/jobs/jobs.ts";
import { fileDatabase } from "../support/file-database.ts";
import { CONFIG } from "../support/hosts.ts";
import { aFolder, run } from "./score-run.ts";

const ENVIRONMENT = {
  KINSTEP_SECRET: CONFIG.secret,
  KINSTEP_AUDIT_KEY: CONFIG.auditKey,
  KINSTEP_ORIGIN: CONFIG.origin,
};
const ran = (...args: string[]) => run({ ...command, run: (given, io) => runJobs(given, io, ENVIRONMENT) }, ...args);

test("kinstep jobs lists every job with when it was last done and what it failed with", async () => {
  const { file } = await fileDatabase(join(aFolder(), "kinstep.sqlite"), async (t) => {
    await t.jobs();
    await t.db
      .updateTable("job_run")
      .set({ last_error: "no room", error_at: "2026-03-02T09:05:00.000Z" })
      .where("name", "=", "forgotten drafts")
      .execute();
  });
  const { status, out } = await ran("--database", file);
  expect(status).toBe(0);
  expect(out).toContain("forgotten drafts");
  expect(out).toMatch(/forgotten drafts +60 min +2026-03-02T09:00:00\.000Z +no room \(2026-03-02T09:05:00\.000Z\)/);
  expect(out).toMatch(/leftovers of idempotency +60 min +2026-03-02T09:00:00\.000Z\n/);
});

test("it says where there is no database, and where no timer has gone off yet", async () => {
  expect((await ran("--database", join(aFolder(), "none.sqlite"))).status).toBe(2);
  const { file } = await fileDatabase(join(aFolder(), "kinstep.sqlite"), async () => {});
  expect(await ran("--database", file)).toMatchObject({
    status: 0,
    out: "The timer has not gone off on this database yet.\n",
  });
});
