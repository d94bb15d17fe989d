import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, symlinkSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { createConnection, createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { vi } from "vitest";
import { oldNode } from "../faults/old-node.ts";
import { ROOT } from "../support/hosts.ts";

/** An npm: its name, and the folder of its programs. */
export type Npm = { name: string; bin: string };

const OLD = "10.8.2";

/** The machine's own Node, which a newcomer's npm runs on: an old one, where there is one. */
const NODE = oldNode() ?? process.execPath;

/** As a terminal has it: without what the npm that runs these tests told them. */
const environment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^npm_(lifecycle|package|execpath|node_execpath|command)/.test(name)),
);

const onPath = (name: string): string | undefined =>
  (process.env.PATH ?? "")
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path));

/** A PATH of nothing but a Node, a shell and git: no Python, no make, no compiler. */
export function barePath(): string {
  const folder = mkdtempSync(join(tmpdir(), "kinstep-path-"));
  symlinkSync(NODE, join(folder, "node"));
  for (const name of ["sh", "git"]) {
    const path = onPath(name);
    if (path) symlinkSync(realpathSync(path), join(folder, name));
  }
  return folder;
}

/** The npm that runs these tests, or else the one in PATH. */
export function npmAtHand(): Npm {
  const cli = process.env.npm_execpath ?? realpathSync(onPath("npm") ?? "npm");
  return { name: "the npm at hand", bin: dirname(cli) };
}

/** Starts a program of an npm on the machine's Node. In a group of its own, so that a failing test leaves nothing. */
export function spawnNpm(
  { bin }: Npm,
  program: "npm" | "npx",
  args: readonly string[],
  given: { cwd: string; env?: Record<string, string> },
) {
  const child = spawn(NODE, [join(bin, `${program}-cli.js`), ...args], {
    cwd: given.cwd,
    env: { ...environment, ...given.env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  let out = "";
  let err = "";
  child.stdout.setEncoding("utf8").on("data", (text) => (out += text));
  child.stderr.setEncoding("utf8").on("data", (text) => (err += text));
  const ended = new Promise<number | string | null>((resolve) =>
    child.once("exit", (code, signal) => resolve(code ?? signal)),
  );
  return { child, ended, out: () => out, err: () => err };
}

/** Ends whatever is left of what was started. */
export function endGroup({ pid }: ChildProcess): void {
  try {
    process.kill(-pid!, "SIGKILL");
  } catch {
    // Nothing is.
  }
}

/** The npm that Node 20 brings, from the registry, kept for the next time. Throws what the registry answered where it can't be had. */
export function npm10(): Npm {
  const kept = join(ROOT, `node_modules/.cache/kinstep/npm-${OLD}`);
  if (!existsSync(kept)) {
    mkdirSync(dirname(kept), { recursive: true });
    const part = mkdtempSync(`${kept}.`);
    const cli = join(npmAtHand().bin, "npm-cli.js");
    const args = [cli, "install", "--no-save", "--no-audit", "--no-fund", "--prefix", part, `npm@${OLD}`];
    const run = spawnSync(NODE, args, { cwd: part, env: environment, encoding: "utf8", timeout: 120_000 });
    if (run.status !== 0) throw new Error(`npm ${OLD} can’t be had from the registry: ${run.stderr.slice(-2000)}`);
    if (!existsSync(kept)) renameSync(part, kept);
    rmSync(part, { recursive: true, force: true });
  }
  return { name: `npm ${OLD}`, bin: join(kept, "node_modules/npm/bin") };
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Does anybody listen there? */
export const isTaken = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createConnection(port, "127.0.0.1");
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });

/** Waits until a page is answered with 200, and gives its text; fails at once when what should answer has ended. */
export async function answered(
  port: number,
  path: string,
  run: ReturnType<typeof spawnNpm>,
  timeout = 300_000,
): Promise<string> {
  let hasEnded = false;
  void run.ended.then(() => (hasEnded = true));
  return vi.waitUntil(
    async () => {
      if (hasEnded) throw new Error(`It ended: ${run.out()}${run.err()}`);
      const answer = await fetch(`http://127.0.0.1:${port}${path}`, { signal: AbortSignal.timeout(60_000) }).catch(
        () => undefined,
      );
      return answer?.status === 200 && (await answer.text());
    },
    { timeout, interval: 20 },
  ) as Promise<string>;
}
