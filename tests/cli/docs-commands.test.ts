import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "../support/hosts.ts";

const pages = ["README.md", "CHANGELOG.md", "examples/README.md"].concat(
  readdirSync(join(ROOT, "docs"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`),
);
const lines = pages.flatMap((page) =>
  readFileSync(join(ROOT, page), "utf8")
    .split("\n")
    .map((line, at) => ({ line, where: `${page}:${at + 1}` })),
);

// npx asks the registry for a name that it does not find here, and nobody owns ours there.
test("no page has npm fetch a package by a name", () => {
  const fetching = lines.filter(({ line }) => /\b(npx|npm exec|npm x)\s+(?!--no-install kinstep\b)/.test(line));
  expect(fetching.map(({ where }) => where)).toEqual([]);
});

// Tools of the project need its own Node: by themselves they would start on the machine's.
test("no page starts TypeScript, or a tool of the project, on the machine’s own Node", () => {
  const bare = lines.filter(({ line }) =>
    /(^|[`$] ?)(wrangler |vitest |node (?!scripts\/launch\.js)\S+\.ts)/.test(line),
  );
  expect(bare.map(({ where }) => where)).toEqual([]);
});

test("every example that a page names is there", () => {
  const named = lines.flatMap(({ line }) => line.match(/\bexamples\/[\w.-]+\.(csv|json)/g) ?? []);
  expect(named.length).toBeGreaterThan(3);
  expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});
