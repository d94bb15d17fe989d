import { type ChildProcess, type StdioOptions, spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const BIN = join(ROOT, "node_modules/.bin");
const SIGNALS = ["SIGTERM", "SIGINT", "SIGHUP"] as const;

/** Stands in the environment of all that a run starts, and of what that starts in turn: so it is found, wherever it went. */
const MARK = "KINSTEP_STARTED_BY";

/** A run within a run carries both marks, the outer one first. */
const outer = process.env[MARK] ?? "";

/** How long who was told to end may take before it is ended. */
const GRACE_MILLISECONDS = 8000;

/** How long to wait for the last of its output, where somebody who is not found holds it open. */
const OUTPUT_MILLISECONDS = 2000;

/** How a tool ended, what it wrote, and what it left running, which is ended too. */
export type Ended = { code: number | null; output: string; left: string[] };

/** Processes that carry a mark. Linux tells what a process was started with; elsewhere the process group must do. */
function marked(mark: string): { pid: number; name: string }[] {
  if (!existsSync("/proc/self/environ")) return [];
  const entry = new RegExp(`(^|\0)${MARK}=${mark}[/\0]`);
  const pids = readdirSync("/proc").map(Number).filter(Boolean);
  return pids.flatMap((pid) => {
    try {
      if (!entry.test(readFileSync(`/proc/${pid}/environ`, "utf8"))) return [];
      const [command = "", ...args] = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
      return [{ pid, name: [basename(command), ...args].join(" ").slice(0, 60).trim() }];
    } catch {
      // Ended meanwhile, or somebody else's.
      return [];
    }
  });
}

function tell(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended already.
  }
}

/** Ends what is left of a run, and names it. */
function endTheRest(mark: string, leader: number): string[] {
  const left = marked(mark);
  tell(-leader, "SIGKILL");
  for (const { pid } of left) tell(pid, "SIGKILL");
  return left.map(({ pid, name }) => `${name} (${pid})`);
}

let count = 0;
const running = new Map<ChildProcess, string>();

/**
 * Runs a program to its end, on this Node, and then ends all that it left running. It has a process group of its own, so that what
 * it starts can be told and ended with it.
 */
export function runProgram(program: string, args: readonly string[], stdio: StdioOptions = "pipe"): Promise<Ended> {
  const mark = `${outer}/${process.pid}-${++count}`;
  const PATH = [dirname(process.execPath), BIN, process.env.PATH].join(delimiter);
  const child = spawn(process.execPath, [program, ...args], {
    cwd: ROOT,
    detached: true,
    stdio,
    env: { ...process.env, PATH, [MARK]: mark },
  });
  running.set(child, mark);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding("utf8").on("data", (text) => (output += text));
  return new Promise((resolve) => {
    // What is left running may hold its output open for ever, so it is ended before the last of the output is waited for.
    child.once("exit", (code) => {
      running.delete(child);
      const left = endTheRest(mark, child.pid!);
      const done = () => resolve({ code, output, left });
      child.once("close", done);
      setTimeout(done, OUTPUT_MILLISECONDS).unref();
    });
  });
}

/** The same with one of the project's tools, by its name. */
export const runTool = (tool: string, args: readonly string[], stdio?: StdioOptions): Promise<Ended> =>
  runProgram(join(BIN, tool), args, stdio);

/** From now on a signal to this process ends what it runs, and then itself. */
export function endWithChildren(): void {
  for (const signal of SIGNALS)
    process.on(signal, () => {
      for (const child of running.keys()) tell(-child.pid!, signal);
      setTimeout(() => {
        for (const [child, mark] of running) endTheRest(mark, child.pid!);
      }, GRACE_MILLISECONDS).unref();
      const gone = [...running.keys()].map((child) => new Promise((resolve) => child.once("exit", resolve)));
      void Promise.all(gone).then(() => process.exit(signal === "SIGINT" ? 130 : 143));
    });
}
