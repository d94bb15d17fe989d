import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "../support/hosts.ts";

const files = (folder: string, end: string) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(end) && !name.startsWith("generated"))
    .map((name) => join(folder, name));

const lines = (file: string) => readFileSync(join(ROOT, file), "utf8").split("\n").length - 1;

test("a source file is at most 200 lines", () => {
  expect(files("src", ".ts").filter((file) => lines(file) > 200)).toEqual([]);
});

test("no file or folder is a drawer for anything", () => {
  const drawers = files("src", ".ts").filter((file) =>
    /(^|\/)(utils|helpers|common|manager|service)(\.ts|\/)/.test(file),
  );
  expect(drawers).toEqual([]);
});
