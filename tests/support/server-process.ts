import { type ChildProcess, spawn } from "node:child_process";
import { CONFIG, ORIGIN, ROOT } from "./hosts.ts";

export type ServerProcess = {
  url: string;
  child: ChildProcess;
  /** Everything it has written to both its streams. */
  output: () => string;
  /** Settles when it has ended: with its exit code, or null where a signal ended it. */
  ended: Promise<number | null>;
  /** Sends a signal and waits for the end. */
  stop: (signal?: NodeJS.Signals) => Promise<number | null>;
};

export type StartGiven = {
  file: string;
  /** Put in front of the command: a tracer, say. */
  under?: readonly string[];
  /** Another Node than this one. */
  node?: string;
  /** Another entry than the production start, and what it is told. */
  entry?: string;
  args?: readonly string[];
  env?: Record<string, string | undefined>;
};

export const serverEnvironment = (file: string): Record<string, string | undefined> => ({
  ...process.env,
  NODE_ENV: "production",
  PORT: "0",
  KINSTEP_DATABASE: file,
  KINSTEP_SECRET: CONFIG.secret,
  KINSTEP_AUDIT_KEY: CONFIG.auditKey,
  KINSTEP_ORIGIN: ORIGIN,
});

/** Spawns the production start without waiting for it: for the tests of what it refuses. */
export function spawnServer({
  file,
  under = [],
  node = process.execPath,
  entry = "src/node/start.js",
  args = [],
  env = {},
}: StartGiven) {
  const [command, ...rest] = [...under, node, entry, ...args];
  const child = spawn(command!, rest, {
    cwd: ROOT,
    env: { ...serverEnvironment(file), ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  const hear = (chunk: Buffer) => {
    said += chunk;
  };
  child.stdout.on("data", hear);
  child.stderr.on("data", hear);
  const ended = new Promise<number | null>((resolve) => child.once("close", (code) => resolve(code)));
  return { child, ended, output: () => said };
}

/** Starts the production server on a file, in a process of its own, at a free port; rejects with what it said when it does not start. */
export async function startServer(given: StartGiven): Promise<ServerProcess> {
  const { child, ended, output } = spawnServer(given);
  const port = await new Promise<string>((resolve, reject) => {
    const look = () => {
      const found = /\bon port (\d+)/.exec(output());
      if (found) resolve(found[1]!);
    };
    child.stdout!.on("data", look);
    child.once("error", reject);
    setTimeout(() => reject(new Error(`The server did not start in time: ${output()}`)), 30_000).unref();
    ended.then((code) => reject(new Error(`The server ended with ${code}: ${output()}`)));
  });
  return {
    url: `http://127.0.0.1:${port}`,
    child,
    output,
    ended,
    stop: (signal = "SIGTERM") => {
      child.kill(signal);
      return ended;
    },
  };
}
