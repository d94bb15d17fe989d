// Plain JavaScript, for any Node from 16 on: TypeScript is what an older one can't even read.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { constants } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const MODULES = join(ROOT, "node_modules");
// Not SIGHUP: who listens to it is no longer left alone by nohup.
const SIGNALS = ["SIGTERM", "SIGINT"];
const PARENT_LOOKED_AT_EVERY_MILLISECONDS = 200;

/** Where npm puts the Node that this project brings. It brings one for Linux, and for Windows on x64. */
function broughtNode() {
  const isWindows = process.platform === "win32";
  const folder = `node-${isWindows ? "win" : process.platform}-${process.arch}`;
  return join(MODULES, folder, "bin", isWindows ? "node.exe" : "node");
}

/** The Nodes to try, best first: the one that is pinned, then this very one, if it runs TypeScript as it is (22.18 and newer do). */
function nodesToTry() {
  const own = process.features.typescript ? [process.execPath] : [];
  return [...[broughtNode()].filter((node) => existsSync(node)), ...own];
}

function refuse(what) {
  process.stderr.write(
    `${what} can’t start. It needs Node 22.18 or newer; this is ${process.versions.node}. ` +
      "Run npm install first: it brings one for Linux, and for Windows on x64. Elsewhere, install Node 24.\n",
  );
  process.exit(1);
}

/** What the program starts itself, such as wrangler, finds the same Node by name. */
const environment = (node) => ({
  ...process.env,
  PATH: [dirname(node), join(MODULES, ".bin"), process.env.PATH].filter(Boolean).join(delimiter),
});

/**
 * Under npm, a program ends when npm has. npm tells a signal to its shell, and a shell may end without a word to what it
 * runs; npm itself may be killed. Elsewhere a server may well outlive the shell that it was started from.
 */
function endWithNpm(child) {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const look = () => process.ppid === parent || child.kill("SIGTERM");
  setInterval(look, PARENT_LOOKED_AT_EVERY_MILLISECONDS).unref();
}

/** Ends as the program did, so that whoever started this learns the same. */
function endLike(code, signal) {
  for (const name of SIGNALS) process.removeAllListeners(name);
  if (!signal) process.exit(code);
  process.kill(process.pid, signal);
  setTimeout(() => process.exit(128 + constants.signals[signal]), 100);
}

/**
 * Runs a program of this project, given by its path from the project's folder, on a Node that can run it. Signals are
 * passed on, and its end is this process's end. `what` is who can't start where there is no such Node.
 */
export function launch(program, args, what = "Kinstep", [node, ...others] = nodesToTry()) {
  if (!node) return refuse(what);
  const child = spawn(node, [join(ROOT, program), ...args], { stdio: "inherit", env: environment(node) });
  // There, but not for this machine: one for glibc, say, where there is musl.
  const tryNext = () => launch(program, args, what, others);
  child.once("error", tryNext);
  child.once("spawn", () => {
    child.removeListener("error", tryNext);
    for (const signal of SIGNALS) process.on(signal, () => child.kill(signal));
    endWithNpm(child);
    child.once("exit", endLike);
  });
}
