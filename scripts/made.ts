import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { writeIfChanged } from "./write-if-changed.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** Something that is made: from which files and folders, and what is there when it has been. */
export type Making = { name: string; from: readonly string[]; to: string; make: () => unknown };

/** The measures' schema lies among its sources and is made itself. */
const isSource = (path: string) => !path.endsWith("measure.schema.json") && statSync(path).isFile();

function filesOf(place: string): string[] {
  const path = join(ROOT, place);
  if (!statSync(path).isDirectory()) return [path];
  const names = readdirSync(path, { recursive: true, encoding: "utf8" }).sort();
  return names.map((name) => join(path, name)).filter(isSource);
}

function digestOf(places: readonly string[]): string {
  const hash = createHash("sha256");
  for (const file of places.flatMap(filesOf)) {
    const content = readFileSync(file);
    hash.update(`${file.slice(ROOT.length)} ${content.length}\n`).update(content);
  }
  return hash.digest("hex");
}

const noteOf = (name: string) => join(ROOT, `src/generated/${name}.digest`);

/** Has it been made, be it from older sources? */
export const isThere = ({ to }: Making): boolean => existsSync(join(ROOT, to));

/** Is it there, and made from just what its sources hold now? */
export function isMade(making: Making): boolean {
  const note = noteOf(making.name);
  return isThere(making) && existsSync(note) && readFileSync(note, "utf8") === digestOf(making.from);
}

const CANNOT_WRITE = new Set(["EACCES", "EPERM", "EROFS", "ENOTDIR", "EEXIST"]);

const inWords = ({ code, message }: NodeJS.ErrnoException): string =>
  CANNOT_WRITE.has(code ?? "")
    ? `What it needs is made once, in its own folder, and nothing can be written there (${code}). ` +
      "Run npm run build once, as somebody who may write there."
    : message;

/**
 * Makes it, and notes what from; a source that changes meanwhile is found to have changed the next time. Several processes may do
 * so at once: they write the same, each file whole.
 */
export async function made({ name, from, make }: Making): Promise<void> {
  const digest = digestOf(from);
  try {
    await make();
    writeIfChanged(noteOf(name), digest);
  } catch (error) {
    throw new Error(inWords(error as NodeJS.ErrnoException), { cause: error });
  }
}
