import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readOrder } from "./sync-order.ts";

const folder = mkdtempSync(join(tmpdir(), "kinstep-trace-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const WRITE = '7 pwrite64(22</a/b.sqlite-wal>, "family-1", 4096, 0) = 4096';
const SYNC = "7 fsync(22</a/b.sqlite-wal>)              = 0";
const INTERRUPTED = [
  "7 fsync(22</a/b.sqlite-wal> <unfinished ...>",
  '9 write(5<anon>, "1", 8) = 8',
  "7 <... fsync resumed>)              = 0",
];
const FAILED = "7 fsync(22</a/b.sqlite-wal>)              = -1 EIO (Input/output error)";
const ANOTHER = "7 fsync(23</a/backups/b.sqlite>)              = 0";
const REPLY = '7 writev(30<socket:[1]>, [{"HTTP/1.1 303 See Other /families/family-1"}], 1) = 40';

test.each([
  ["after its sync", [WRITE, SYNC, REPLY], []],
  ["after a sync that another thread interrupted", [WRITE, ...INTERRUPTED, REPLY], []],
  ["before its sync", [WRITE, REPLY, SYNC], ["family-1"]],
  ["with a sync before the write alone", [SYNC, WRITE, REPLY], ["family-1"]],
  ["after a sync that failed", [WRITE, FAILED, REPLY], ["family-1"]],
  ["after a sync of another file", [WRITE, ANOTHER, REPLY], ["family-1"]],
])("a trace with a reply %s is read for what it shows", (name, lines, tooEarly) => {
  const log = join(folder, `${name.replaceAll(" ", "-")}.strace`);
  writeFileSync(log, lines.join("\n"));
  expect(readOrder(log, ["family-1"]).tooEarly).toEqual(tooEarly);
});
