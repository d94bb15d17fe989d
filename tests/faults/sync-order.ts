import { readFileSync } from "node:fs";
import { cookieOf } from "../support/app.ts";
import { fileDatabase } from "../support/file-database.ts";
import { startServer } from "../support/server-process.ts";
import { hammer, nothingTold } from "./hammer.ts";
import { SYNCS, strace } from "./straced.ts";

/** What a trace shows of the acknowledged writes: each as its place in the order of system calls. */
export type Order = {
  acknowledged: number;
  /** Replies that left the process before a sync of what they say had come back from the disk: must be none. */
  tooEarly: string[];
  /** Syncs of the log that came back well, between the first write and the last reply. */
  syncs: number;
};

type Call = { at: number; thread: string; text: string };

/** The calls of a trace, in the order in which they returned: one that was interrupted by another thread's is put together again. */
function callsOf(log: string): Call[] {
  const begun = new Map<string, string>();
  return readFileSync(log, "latin1")
    .split("\n")
    .flatMap((line, at): Call[] => {
      const [, thread, text] = /^(\d+) +(.*)$/.exec(line) ?? [];
      if (!thread || !text) return [];
      if (text.endsWith("<unfinished ...>")) {
        begun.set(thread, text.slice(0, -"<unfinished ...>".length).trimEnd());
        return [];
      }
      const resumed = /^<\.\.\. \w+ resumed>(.*)$/.exec(text);
      return [{ at, thread, text: resumed ? (begun.get(thread) ?? "") + resumed[1] : text }];
    });
}

const LOG_WRITE = /^pwrite64\(\d+<[^>]*-wal>/;
const LOG_SYNC = /^f(?:data)?sync\(\d+<[^>]*-wal>\) += 0/;
const REPLY = /^(?:write|writev|sendto|sendmsg)\(\d+<socket:/;

/** Was each reply sent only after a sync that came after its family was written to the log? */
export function readOrder(log: string, familyIds: readonly string[]): Order {
  const calls = callsOf(log);
  const syncs = calls.filter(({ text }) => LOG_SYNC.test(text)).map(({ at }) => at);
  const writes = calls.filter(({ text }) => LOG_WRITE.test(text));
  const replies = calls.filter(({ text }) => REPLY.test(text) && text.includes("303 See Other"));
  const tooEarly = familyIds.filter((id) => {
    const written = writes.find(({ text }) => text.includes(id));
    const replied = replies.find(({ text }) => text.includes(id));
    if (!written || !replied) throw new Error(`The trace lacks ${id}: written ${!!written}, replied ${!!replied}`);
    return !syncs.some((at) => written.at < at && at < replied.at);
  });
  return { acknowledged: familyIds.length, tooEarly, syncs: syncs.length };
}

/** The tracer is a process of its own, which may still be writing when the server is gone: it says so in its last line. */
async function traceEnds(log: string, pid: number): Promise<void> {
  const end = new RegExp(`^${pid} +\\+\\+\\+ (killed|exited)`, "m");
  while (!end.test(readFileSync(log, "latin1").slice(-20_000))) await new Promise((resolve) => setTimeout(resolve, 50));
}

const CALLS = `trace=pwrite64,${SYNCS},write,writev,sendto,sendmsg`;

/** Eight people write to a traced server until `count` families are acknowledged; then the trace is read. */
export async function traceOrder(file: string, count: number, entry?: string): Promise<Order> {
  const { people } = await fileDatabase(file, async () => {});
  const log = `${file}.strace`;
  // -y names the file behind each descriptor; -s shows a whole page of the database.
  const server = await startServer({ file, entry, under: strace(log, "-y", "-s", "4200", "-e", CALLS) });
  const told = nothingTold();
  const isOver = () => told.acknowledged.length >= count;
  await hammer({ url: server.url, cookie: cookieOf(people.alice), writers: 8, told, isOver });
  await server.stop("SIGKILL");
  await traceEnds(log, server.child.pid!);
  return readOrder(
    log,
    told.acknowledged.map(({ familyId }) => familyId),
  );
}
