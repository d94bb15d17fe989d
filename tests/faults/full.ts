import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { ROOT } from "../support/hosts.ts";

/** All faults and races as often as the specification asks: fifty kills, twenty rounds of each race. Takes about half an hour. */
const { status } = spawnSync(
  process.execPath,
  [
    join(ROOT, "node_modules/.bin/vitest"),
    "run",
    "--project",
    "slow",
    "tests/faults",
    "tests/races",
    ...process.argv.slice(2),
  ],
  { cwd: ROOT, stdio: "inherit", env: { ...process.env, KINSTEP_FULL: "1" } },
);
process.exit(status ?? 1);
