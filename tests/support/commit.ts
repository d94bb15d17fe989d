import { openD1 } from "../../src/db/d1.ts";
import type { Commit, Db } from "../../src/deps.ts";
import { countingIds, fixedClock } from "./clock.ts";
import { CONFIG, sqliteHost } from "./hosts.ts";
import { AT } from "./world.ts";

let runs = 0;

/** The commit port by itself, on SQLite or on the Worker's D1. */
export async function testCommit(): Promise<{
  db: Db;
  commit: Commit;
  organisation: (id: string, name: string) => ReturnType<typeof row>;
}> {
  if (process.env.KINSTEP_HOST !== "worker") {
    const { deps } = sqliteHost();
    return { db: deps!.db, commit: deps!.commit, organisation: row };
  }
  const { workerDatabase } = await import("./worker-host.ts");
  const opened = openD1(await workerDatabase(), {
    auditKey: CONFIG.auditKey,
    clock: fixedClock(),
    newId: countingIds(5000 + runs++),
  });
  return { ...opened, organisation: row };
}

const row = (id: string, name: string) => ({
  id,
  kind: "team" as const,
  name,
  short_name: name,
  telephone: "01632 960000",
  email: "a@example.org",
  data_contact: "b@example.org",
  created_at: AT,
  created_by: "seed",
});
