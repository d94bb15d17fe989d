import { type ChildProcess, spawn } from "node:child_process";
import { extname, join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { type Event, subscribe } from "@parcel/watcher";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const WATCHED = ["src", "views", "assets", "measures", "migrations", "scripts"];
const ENDINGS = new Set([".ts", ".js", ".eta", ".scss", ".svg", ".json", ".sql"]);
const MADE = [join(ROOT, "src/generated") + sep, join(ROOT, "measures/measure.schema.json")];
const VIEWS = join(ROOT, "views") + sep;

/** Serves the demonstration; a changed view is taken in as it runs, and anything else starts it again. A mistake waits for the next save. */
let server: ChildProcess | undefined;
let isUp = false;
let isEnding = false;
let isBusy = false;
const changed = new Set<string>();

function start(...args: string[]) {
  const began = performance.now();
  const child = spawn(process.execPath, ["scripts/dev-server.ts", ...args], {
    cwd: ROOT,
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  });
  server = child;
  child.on("message", (said: string) => {
    isUp = true;
    console.log(said === "up" ? `up in ${Math.round(performance.now() - began)} ms` : said);
  });
  child.once("exit", () => {
    server = undefined;
    isUp = false;
    if (isEnding) process.exit(0);
    console.log("Not running. The next save starts it.");
  });
}

/** Ends the server that runs, if one does, without a word about it. */
async function stop() {
  const child = server;
  if (!child) return;
  child.removeAllListeners("exit");
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await gone;
  server = undefined;
  isUp = false;
}

/** What was saved meanwhile is seen to after this, all at once. */
async function follow() {
  if (isBusy) return;
  isBusy = true;
  while (changed.size > 0 && !isEnding) {
    const areViews = [...changed].every((path) => path.startsWith(VIEWS));
    changed.clear();
    if (areViews && isUp) {
      server?.send("views");
    } else {
      await stop();
      start("--again");
    }
  }
  isBusy = false;
}

const isOurs = ({ path }: Event) => ENDINGS.has(extname(path)) && !MADE.some((made) => path.startsWith(made));

function end(signal: NodeJS.Signals) {
  isEnding = true;
  if (!server?.kill(signal)) process.exit(0);
}

process.on("SIGTERM", end);
process.on("SIGINT", end);
for (const folder of WATCHED)
  await subscribe(join(ROOT, folder), (error, events) => {
    if (error) console.error(`${folder} can’t be watched: ${error.message}`);
    for (const event of events.filter(isOurs)) changed.add(event.path);
    void follow();
  });
start();
