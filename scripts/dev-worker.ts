import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "./build.ts";
import { endWithChildren, runTool } from "./children.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const PORT = process.env.PORT ?? "8787";

/** Local Workers with a local D1: migrations applied, secrets for development in .dev.vars, then `wrangler dev`. */
endWithChildren();
await build();
// What is typed into it is kept in files of the local D1.
process.umask(0o077);
writeFileSync(
  `${ROOT}.dev.vars`,
  [
    "KINSTEP_SECRET=development only: signs nothing that matters",
    "KINSTEP_AUDIT_KEY=development only: hashes nothing that matters",
    `KINSTEP_ORIGIN=http://localhost:${PORT}`,
    "KINSTEP_DEMONSTRATION=yes",
    "",
  ].join("\n"),
);
// It asks nothing, so that it may be run without a terminal.
process.env.CI = "true";
const wrangler = (...args: string[]) => runTool("wrangler", args, ["ignore", "inherit", "inherit"]);
const { code } = await wrangler("d1", "migrations", "apply", "kinstep", "--local");
process.exitCode = code || (await wrangler("dev", "--local", "--port", PORT)).code || 0;
