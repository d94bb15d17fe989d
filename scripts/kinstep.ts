import module from "node:module";
import { fileURLToPath } from "node:url";

// Types are stripped and code is compiled at the first start, and kept where it can be.
module.enableCompileCache(fileURLToPath(new URL("../node_modules/.cache/kinstep", import.meta.url)));

/** The command line. What it needs is made at its first start, and again when what it is made from has changed. */
try {
  const { buildQuietly } = await import("./build.ts");
  for (const sentence of await buildQuietly()) process.stderr.write(`kinstep ${sentence}\n`);
  await import("../src/main.cli.ts");
} catch (error) {
  process.stderr.write(`kinstep can’t start. ${(error as Error).message}\n`);
  process.exitCode = 1;
}
