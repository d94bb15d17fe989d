import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../..");

export type ViewFile = { name: string; text: string; lines: string[]; isComponent: boolean };

/** Every template as it is written, by its path under the repository. */
export const viewFiles = (): ViewFile[] =>
  readdirSync(join(ROOT, "views"), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".eta"))
    .sort()
    .map((path) => {
      const text = readFileSync(join(ROOT, "views", path), "utf8");
      const lines = text.trimEnd().split("\n");
      return { name: `views/${path}`, text, lines, isComponent: path.startsWith("components/") };
    });

/** Where a pattern occurs, as "file:line: text". */
export const places = ({ name, lines }: ViewFile, pattern: RegExp): string[] =>
  lines.flatMap((line, index) => (pattern.test(line) ? [`${name}:${index + 1}: ${line.trim()}`] : []));
