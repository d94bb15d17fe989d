import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "./build.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const PORT = process.env.PORT ?? "8787";

/** Local Workers with a local D1: migrations applied, secrets for development in .dev.vars, then `wrangler dev`. */
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
const wrangler = (...args: string[]) =>
  spawnSync(`${ROOT}node_modules/.bin/wrangler`, args, {
    cwd: ROOT,
    stdio: "inherit",
    env: { ...process.env, CI: "true" },
  });
wrangler("d1", "migrations", "apply", "kinstep", "--local");
wrangler("dev", "--local", "--port", PORT);
