import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { viewNames } from "../../src/web/views.ts";
import { viewFiles } from "./view-files.ts";

const components = viewNames().flatMap((name) => /^@components\/([a-z].*)$/.exec(name)?.[1] ?? []);
const missingFrom = (text: string) => components.filter((name) => !text.includes(`"@components/${name}"`));

test("docs/components.md has an example of every component", () => {
  expect(missingFrom(readFileSync(join(import.meta.dirname, "../../docs/components.md"), "utf8"))).toEqual([]);
});

test("the development page shows every component", () => {
  const shown = viewFiles().filter(({ name }) => name.startsWith("views/development/"));
  expect(missingFrom(shown.map(({ text }) => text).join("\n"))).toEqual([]);
});
