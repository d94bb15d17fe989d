import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, relative, sep } from "node:path";
import { ROOT } from "../support/hosts.ts";

/** What is made or installed: never part of a copy. */
const MADE = new Set([
  "node_modules",
  ".git",
  "data",
  "public",
  "test-output",
  ".wrangler",
  ".dev.vars",
  `src${sep}generated`,
]);

/** A copy of the project as a clone of it would be, with nothing installed and nothing made. */
export function copyProject(): string {
  const copy = mkdtempSync(join(tmpdir(), "kinstep-copy-"));
  const isKept = (path: string) => !MADE.has(relative(ROOT, path)) && !basename(path).endsWith(".log");
  cpSync(ROOT, copy, { recursive: true, filter: isKept });
  return copy;
}

/** A copy that is installed already, as this project is. `finished` is told what to do when it is no longer needed. */
export function installedCopy(finished: (end: () => void) => void): string {
  const copy = copyProject();
  symlinkSync(join(ROOT, "node_modules"), join(copy, "node_modules"));
  finished(() => rmSync(copy, { recursive: true, force: true }));
  return copy;
}

const git = (folder: string, ...args: string[]) =>
  spawnSync("git", ["-c", "user.name=n", "-c", "user.email=n@example.org", ...args], { cwd: folder, encoding: "utf8" });

/** Makes a copy a clone: from now on git knows what changes in it. False where there is no git. */
export function commitAll(folder: string): boolean {
  if (git(folder, "init", "-q").status !== 0) return false;
  git(folder, "add", "-A");
  return git(folder, "commit", "-qm", "copy").status === 0;
}

export const changesIn = (folder: string): string => git(folder, "status", "--porcelain").stdout;
