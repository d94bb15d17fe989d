// The production start, in plain JavaScript: the rest is TypeScript, which an older Node can't even read to refuse it.
import module from "node:module";
import { fileURLToPath } from "node:url";

const CACHE = fileURLToPath(new URL("../../node_modules/.cache/kinstep", import.meta.url));

if (process.features.typescript) {
  // Types are stripped and code is compiled once after an install, not with every start. Where it can't be kept, it is not.
  module.enableCompileCache(CACHE);
  await import("../main.node.ts");
  module.flushCompileCache();
} else {
  process.stderr.write(
    `Kinstep can’t start. It needs Node 22.18 or newer; this is ${process.versions.node}. Run it through npm (npm start), which brings its own.\n`,
  );
  process.exitCode = 1;
}
