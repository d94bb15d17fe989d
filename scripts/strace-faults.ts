import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { failSyncs } from "../tests/faults/failing-sync.ts";
import { canTrace } from "../tests/faults/straced.ts";
import { traceOrder } from "../tests/faults/sync-order.ts";

/**
 * Shows, by the system calls of a running server, that an acknowledged write is on the disk: `node scripts/launch.js scripts/strace-faults.ts
 * [writes] [failing syncs]`. Needs strace (apt-get install strace). Exits with 1 when anything is not as it must be.
 */
const [writes = 1000, failures = 200] = process.argv.slice(2).map(Number);

if (!canTrace()) {
  process.stderr.write("This needs strace, and a machine that lets a process be traced.\n");
  process.exit(1);
}

const folder = mkdtempSync(join(tmpdir(), "kinstep-strace-"));
const careless = "tests/faults/careless-server.ts";
try {
  const order = await traceOrder(join(folder, "order.sqlite"), writes);
  console.log(`${order.acknowledged} writes acknowledged after ${order.syncs} syncs of the log, by 8 people at once.`);
  console.log(`Replies sent before a sync of what they say: ${order.tooEarly.length}.`);
  const without = await traceOrder(join(folder, "careless.sqlite"), 100, careless);
  console.log(
    `The same trace of a server with synchronous=NORMAL: ${without.tooEarly.length} of ${without.acknowledged} replies too early.`,
  );
  const failed = await failSyncs(join(folder, "eio.sqlite"), failures);
  const count = (status: number) => failed.statuses.filter((one) => one === status).length;
  console.log(
    `${failed.injected} syncs failed with EIO: ${count(503)} writes answered 503, ${count(303)} before and after answered 303, ` +
      `${failed.statuses.length - count(303) - count(503)} anything else. After a kill: integrity ${failed.found.integrity}, ` +
      `${failed.found.lost.length} of ${failed.told.acknowledged.length} acknowledged lost, ${failed.found.halfDone.length} half done.`,
  );
  const isWell =
    order.tooEarly.length === 0 &&
    without.tooEarly.length > without.acknowledged / 2 &&
    failed.found.lost.length + failed.found.halfDone.length === 0 &&
    failed.statuses.every((status) => status === 303 || status === 503);
  process.exitCode = isWell ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
