import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "../support/hosts.ts";

// htmx's own check is a Python script. Where there is no Python the list of allowed attributes of views-htmx.test.ts is the check.
test("htmx finds nothing of its version 2 in the templates", () => {
  if (spawnSync("python3", ["--version"]).status !== 0) return;
  const check = spawnSync(process.execPath, [join(ROOT, "node_modules/.bin/upgrade-check"), "--ext", ".eta", "views"], {
    cwd: ROOT,
    encoding: "utf8",
  });
  expect(check.status, check.stdout + check.stderr).toBe(0);
});
