import module from "node:module";
import { fileURLToPath } from "node:url";
import { buildWhatChanged } from "./build.ts";

module.enableCompileCache(fileURLToPath(new URL("../node_modules/.cache/kinstep", import.meta.url)));

const GENERATED = new URL("../src/generated/views.js", import.meta.url);
const say = (text: string) => process.send?.(text);

/** Takes changed templates in as they are now. A mistake is said, and what was there before goes on being served. */
async function takeThem() {
  const from = performance.now();
  const { takeViews } = await import("../src/web/views.ts");
  await buildWhatChanged("views");
  const { views } = await import(`${GENERATED}?${from}`);
  takeViews(views);
  say(`views taken in ${Math.round(performance.now() - from)} ms`);
}

const { demo } = await import("./demo.ts");
await demo({ isAgain: process.argv.includes("--again") });
module.flushCompileCache();
say("up");
process.on("message", () => takeThem().catch((error: Error) => say(`Not taken: ${error.message}`)));
// Whoever started this has gone, without a signal.
process.on("disconnect", () => process.exit(1));
