import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { statesPage } from "../../scripts/draw-states.ts";
import { ROOT } from "../support/hosts.ts";

const CODE = ["src", "views", "scripts", "bench", "assets", "tests"];
const CITED =
  /(?:(docs\/[\w/-]+|bench\/results|README|CHANGELOG|CONTRIBUTING)\.md)(?:,? ((?:\d+\.)*\d+)\b)?|([\w-]+\.md)\b/g;

const filesIn = (folder: string) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(ts|eta|scss)$/.test(name) && !/^(generated|golden)\//.test(name))
    .map((name) => join(folder, name));

/** Lines of the text that are comments, or the words of a test. */
const citations = (text: string) =>
  text
    .split("\n")
    .filter((line) => /^\s*(\/\/|\/?\*)|\/\*|<% \/\*|\btest\(|describe\(/.test(line))
    .flatMap((line) => [...line.matchAll(CITED)]);

/** Every document that a comment of the code names, with the section where it names one, and the file that does. */
const cited = CODE.flatMap(filesIn).flatMap((file) =>
  citations(readFileSync(join(ROOT, file), "utf8")).map(([whole, path, section]) => ({ file, whole, path, section })),
);

test("comments name rules, and there are many of them", () => {
  expect(cited.filter(({ path }) => path?.startsWith("docs/rules/")).length).toBeGreaterThan(150);
});

test("every document that a comment names is in the repository", () => {
  expect(cited.filter(({ path }) => !path || !existsSync(join(ROOT, `${path}.md`)))).toEqual([]);
});

test("a section that a comment names is in its document", () => {
  const isThere = (path: string, section: string) =>
    new RegExp(`^(#+ )?${section.replaceAll(".", "\\.")}[.\\s]`, "m").test(
      readFileSync(join(ROOT, `${path}.md`), "utf8"),
    );
  const missing = cited.filter(
    ({ path, section }) => path?.startsWith("docs/rules/") && section && !isThere(path, section),
  );
  expect(missing.map(({ file, whole }) => `${file}: ${whole}`)).toEqual([]);
});

test("links between documents lead to documents", () => {
  const pages = readdirSync(join(ROOT, "docs"), { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".md"),
  );
  const broken = pages.flatMap((page) => {
    const text = readFileSync(join(ROOT, "docs", page), "utf8");
    return [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)(?:#[^)]*)?\)/g)].flatMap(([, to]) =>
      existsSync(join(ROOT, "docs", dirname(page), to!)) ? [] : [`${page} -> ${to}`],
    );
  });
  expect(broken).toEqual([]);
});

test("the page of the states of a referral is drawn from the transitions", () => {
  expect(readFileSync(join(ROOT, "docs/rules/referral-states.md"), "utf8")).toBe(statesPage());
});
