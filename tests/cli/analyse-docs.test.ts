import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { run } from "./analyse-run.ts";

const ROOT = join(import.meta.dirname, "../..");
const guide = readFileSync(join(ROOT, "docs/evaluating.md"), "utf8");

const blocks = [...guide.matchAll(/```console\n\$ npx --no-install kinstep (.+)\n([\s\S]*?)```/g)].map(
  ([, command = "", shown = ""]) => ({
    command,
    shown,
  }),
);

test("the guide shows real commands", () => {
  expect(blocks.length).toBeGreaterThanOrEqual(2);
});

test.each(blocks.filter(({ command }) => command.startsWith("analyse")))(
  "kinstep $command prints what the guide shows",
  async ({ command, shown }) => {
    const args = command.split(" ");
    const files = args.filter((arg) => arg.startsWith("examples/"));
    const { status, out } = await run(
      args,
      Object.fromEntries(files.map((path) => [path, readFileSync(join(ROOT, path))])),
    );
    expect([status, out]).toEqual([0, shown]);
  },
);

test("every setting of the command stands in the guide", async () => {
  const { out } = await run(["analyse", "--help"]);
  for (const setting of ["dir", "r", "sd_rci", "norm", "clin", "cutoff", "mid"]) {
    expect(out).toContain(setting);
    expect(guide).toContain(`\`${setting}\``);
  }
});
