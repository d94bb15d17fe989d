import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { ROOT, readRoot } from "../support/hosts.ts";

const folder = mkdtempSync(join(tmpdir(), "kinstep-lint-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const rules = readdirSync(join(ROOT, "tools")).filter((name) => name.endsWith(".grit"));

/** Lines that each rule refuses, each in a file of its own, and lines that it lets be. */
const PLANTED: Record<string, { refused: string[]; allowed: string[] }> = {
  "no-ambient-time.grit": {
    refused: [
      "export const at = new Date();",
      "export const at = Date.now();",
      "export const id = crypto.randomUUID();",
    ],
    allowed: ['export const at = new Date("2026-03-02");'],
  },
  "no-get-all-in-loop.grit": {
    refused: [
      "export function read(data, values) { for (const name of data.keys()) values[name] = data.getAll(name); }",
      "export function read(data, values) { for (const name of new Set(data.keys())) { if (name) { values.push(data.getAll(name)); } } }",
      "export function read(data, names) { for (let at = 0; at < names.length; at++) names[at] = data.getAll(names[at]); }",
      "export function read(data, names) { while (names.length > 0) data.getAll(names.pop()); }",
      "export const read = (data) => [...data.keys()].map((name) => data.getAll(name));",
      "export const read = (data) => [...data.keys()].flatMap((name) => { const all = data.getAll(name); return all; });",
      "export const read = (data, names) => names.filter((name) => data.getAll(name).length > 1);",
      "export const read = (data, names) => names.reduce((sum, name) => sum + data.getAll(name).length, 0);",
      "export const read = (data, length) => Array.from({ length }, (_, at) => data.getAll(String(at)));",
    ],
    allowed: [
      'export const read = (data) => data.getAll("different").map(String);',
      'export const read = (data) => [...data.getAll("added"), ...data.getAll("another")].filter((one) => one !== "");',
    ],
  },
};

function lint(rule: string, lines: readonly string[]): string[] {
  const config = { root: true, plugins: [join(ROOT, "tools", rule)], linter: { rules: { preset: "none" } } };
  writeFileSync(join(folder, "biome.json"), JSON.stringify(config));
  const names = lines.map((line, at) => {
    writeFileSync(join(folder, `planted-${at}.js`), `${line}\n`);
    return `planted-${at}.js`;
  });
  const run = spawnSync(join(ROOT, "node_modules/.bin/biome"), ["lint", "--max-diagnostics=none", ...names], {
    cwd: folder,
    encoding: "utf8",
  });
  const said = run.stdout + run.stderr;
  return names.filter((name) => new RegExp(`${name}:\\d+:\\d+ plugin`).test(said));
}

test("every rule of our own is in force, and is held by a planted violation here", () => {
  const { plugins } = JSON.parse(readRoot("biome.json")) as { plugins: string[] };
  expect(plugins).toEqual(rules.map((rule) => `./tools/${rule}`));
  expect(Object.keys(PLANTED)).toEqual(rules);
});

test.each(rules)("%s refuses what it is for, and nothing beside it", (rule) => {
  const { refused, allowed } = PLANTED[rule]!;
  expect(lint(rule, refused)).toEqual(refused.map((_, at) => `planted-${at}.js`));
  expect(lint(rule, allowed)).toEqual([]);
});
