import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "../support/hosts.ts";

test("what the README shows of an analysis is what the command prints", () => {
  const readme = readFileSync(join(ROOT, "README.md"), "utf8");
  const shown = /before and after:\n\n```\n(npx --no-install kinstep [^\n]+)\n```\n\n```\n([\s\S]+?)\n```/.exec(readme);
  const [, command, output] = shown!;
  const args = command!.replace("npx --no-install kinstep ", "").split(" ");
  const run = spawnSync(process.execPath, ["src/main.cli.ts", ...args], { cwd: ROOT, encoding: "utf8" });
  expect(run.stdout).toContain(output!);
});
