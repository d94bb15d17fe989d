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

test("scoring the example answers prints what the README shows", () => {
  const readme = readFileSync(join(ROOT, "README.md"), "utf8");
  const [, command, output] =
    /\n```\nnpx --no-install (kinstep score [^\n]+)\n```\n\n```\n([\s\S]+?)```/.exec(readme) ?? [];
  const [, ...args] = command!.split(" ");
  const run = spawnSync(process.execPath, ["src/main.cli.ts", ...args], { cwd: ROOT, encoding: "utf8" });
  expect(run.status).toBe(0);
  expect(run.stdout.startsWith(output!)).toBe(true);
  expect(run.stdout.trimEnd().split("\n")).toHaveLength(11);
});
