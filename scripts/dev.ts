import { spawn } from "node:child_process";
import { watch } from "node:fs";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** Serves the demonstration and starts it again when source, views, assets, measures or migrations change. */
let running = start();
let waiting: NodeJS.Timeout | undefined;

function start() {
  return spawn(process.execPath, ["scripts/demo.ts"], { cwd: ROOT, stdio: "inherit" });
}

function restart() {
  running.once("exit", () => {
    running = start();
  });
  running.kill();
}

for (const folder of ["src", "views", "assets", "measures", "migrations"])
  watch(`${ROOT}${folder}`, { recursive: true }, (_event, name) => {
    if (name?.startsWith("generated")) return;
    clearTimeout(waiting);
    waiting = setTimeout(restart, 200);
  });
