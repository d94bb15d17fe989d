import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const FILES = { "d.csv": "id,pre,post\na,1,2\n", "c.json": '{"dir":1}', "s.json": "{}" };

describe("as a program", () => {
  const program = join(import.meta.dirname, "../../src/main.cli.ts");
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "kinstep-analyse-"));
    for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, name), text);
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const kinstep = (...args: string[]) =>
    spawnSync(process.execPath, [program, ...args], { cwd: folder, encoding: "utf8" });

  test("it can be executed, and names node", () => {
    const executable = join(import.meta.dirname, "../../bin/kinstep.js");
    expect(statSync(executable).mode & 0o111).toBe(0o111);
    expect(readFileSync(executable, "utf8")).toMatch(/^#!\/usr\/bin\/env node\n/);
  });

  test("it writes, and leaves nothing beside what it wrote", () => {
    expect(kinstep("analyse", "d.csv", "--config", "c.json", "--format", "json", "--out", "o.json").status).toBe(0);
    expect(JSON.parse(readFileSync(join(folder, "o.json"), "utf8")).counts.n_matched).toBe(1);
    expect(readdirSync(folder).sort()).toEqual(["c.json", "d.csv", "o.json", "s.json"]);
  });

  test("bad data is 1, bad usage 2, both on the error side", () => {
    expect(kinstep("analyse", "s.json")).toMatchObject({ status: 1, stdout: "" });
    expect(kinstep("analyse")).toMatchObject({ status: 2, stdout: "" });
    expect(kinstep("analyse", ".", "--config", "c.json")).toMatchObject({ status: 1, stderr: ".: is a folder\n" });
  });
});
