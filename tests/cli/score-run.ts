import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Command, Io } from "../../src/cli/command.ts";

export type Ran = { status: number; out: string; err: string };

/** A folder of its own for one test, gone when it ends. */
export function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "kinstep-cli-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes the file that a test scores, and gives its path. */
export function aFile(content: string | Uint8Array, name = "responses.csv"): string {
  const path = join(aFolder(), name);
  writeFileSync(path, content);
  return path;
}

export const filesBeside = (path: string): string[] => readdirSync(join(path, "..")).sort();

/** Runs a command in this process and keeps what it said. */
export async function run(command: Command, ...args: string[]): Promise<Ran> {
  const said = { out: "", err: "" };
  const io: Io = {
    out(text) {
      said.out += text;
    },
    err(text) {
      said.err += text;
    },
    isTerminal: false,
    readFile: (path) => readFile(path),
    writeFile: (path, text) => writeFile(path, text),
  };
  return { status: await command.run(args, io), ...said };
}

/** The rows of an output without quoted cells, by the names of its first row. */
export function rowsOf(csv: string): Record<string, string>[] {
  const [head = "", ...lines] = csv.trimEnd().split("\n");
  const names = head.split(",");
  return lines.map((line) => Object.fromEntries(line.split(",").map((cell, at) => [names[at] ?? "?", cell])));
}
