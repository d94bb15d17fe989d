import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { randomId, systemClock } from "../../src/host.ts";
import { nodeDeps } from "../../src/node/deps.ts";
import { CONFIG } from "../support/hosts.ts";
import { failSyncs } from "./failing-sync.ts";
import { fillUp } from "./full-disk.ts";
import { ROUNDS } from "./rounds.ts";
import { fillDisk, mountSmallDisk, unmount } from "./small-disk.ts";
import { canTrace } from "./straced.ts";
import { traceOrder } from "./sync-order.ts";
import { NOTHING_WRONG } from "./whole.ts";

const folder = mkdtempSync(join(tmpdir(), "kinstep-disk-"));
const disk = join(folder, "disk");
const isMounted = process.env.KINSTEP_FULL === "1" && mountSmallDisk(disk);
afterAll(() => {
  if (isMounted) unmount(disk);
  rmSync(folder, { recursive: true, force: true });
});

test("the connection that writes syncs fully", () => {
  const { database } = nodeDeps({
    file: join(folder, "new.sqlite"),
    config: CONFIG,
    clock: systemClock,
    newId: randomId,
  });
  expect(database.raw.pragma("synchronous", { simple: true })).toBe(2);
  expect(database.raw.pragma("journal_mode", { simple: true })).toBe("wal");
  database.close();
});

test("a full database says 503 to every write, loses nothing it acknowledged, and goes on when there is room again", async () => {
  const { told, whileFull, after, found } = await fillUp(join(folder, "full.sqlite"));
  expect(told.refused.length).toBeGreaterThan(5);
  for (const { status, text } of told.refused)
    expect([status, text]).toEqual([503, expect.stringContaining("Nothing was saved")]);
  expect(whileFull).toEqual({ help: 200, form: 200, record: 503, retryAfter: "30" });
  expect(after).toBe(303);
  expect(found).toEqual(NOTHING_WRONG);
});

if (isMounted)
  test("a real disk that runs full gives 503, loses nothing, and goes on when it is cleared", async () => {
    const { told, refusedWhileFull, keptAfter, found } = await fillDisk(disk, join(folder, "told.sqlite"));
    expect(refusedWhileFull).toBeGreaterThanOrEqual(20);
    expect(new Set(told.refused.map(({ status }) => status))).toEqual(new Set([503]));
    expect(keptAfter).toBeGreaterThanOrEqual(10);
    expect(found).toEqual(NOTHING_WRONG);
  });
else console.log("Not run here: a real disk that runs full. It is mounted with KINSTEP_FULL=1, by a user who may.");

if (canTrace()) {
  test("a disk that fails to sync gives 503, never success, and writing goes on when it is well again", async () => {
    const { told, statuses, injected, found } = await failSyncs(join(folder, "eio.sqlite"), 10);
    expect(injected).toBe(10);
    expect([...new Set(statuses)].sort()).toEqual([303, 503]);
    expect([statuses[0], statuses.at(-1)]).toEqual([303, 303]);
    expect(told.refused.map(({ text }) => text.includes("Nothing was saved"))).not.toContain(false);
    expect(found).toMatchObject({ integrity: "ok", foreignKeys: 0, lost: [], halfDone: [] });
  });

  test("no write is acknowledged before a sync of it has come back from the disk", async () => {
    const { acknowledged, tooEarly, syncs } = await traceOrder(join(folder, "order.sqlite"), ROUNDS.traced);
    expect(tooEarly).toEqual([]);
    expect(acknowledged).toBeGreaterThanOrEqual(ROUNDS.traced);
    console.log(`${acknowledged} writes acknowledged after ${syncs} syncs, each after its own`);
  });

  test("the same trace tells of a server that answers before it syncs", async () => {
    const careless = "tests/faults/careless-server.ts";
    const { acknowledged, tooEarly } = await traceOrder(join(folder, "careless.sqlite"), 10, careless);
    // All but those that a checkpoint happened to sync.
    expect(tooEarly.length).toBeGreaterThan(acknowledged / 2);
  });
} else
  console.log(
    "Not run here: a failing sync, and the order of sync and answer. They need strace (apt-get install strace).",
  );
