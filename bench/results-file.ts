import { existsSync, readFileSync, writeFileSync } from "node:fs";

export type Section = { title: string; text: string };

const TITLE = "# Figures of `npm run bench`";

/** Puts what was measured into the file of results, in the place of what stood there under the same title; the rest stays. */
export function keepSections(file: string, measured: readonly Section[]): void {
  const known = existsSync(file) ? sectionsOf(readFileSync(file, "utf8")) : [];
  const all = new Map([...known, ...measured].map(({ title, text }) => [title, text]));
  const parts = [...all].map(([title, text]) => `## ${title}\n\n${text}`);
  writeFileSync(file, `${TITLE}\n\n${parts.join("\n\n")}\n`);
}

export function sectionsOf(results: string): Section[] {
  return results
    .split(/^## /m)
    .slice(1)
    .map((part) => {
      const end = part.indexOf("\n");
      return { title: part.slice(0, end), text: part.slice(end).trim() };
    });
}
