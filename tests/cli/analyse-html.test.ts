import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { attributeOf, byTag, elementsIn, readHtml, textOf, validateHtml } from "../support/html.ts";
import { run } from "./analyse-run.ts";

const EXAMPLES = join(import.meta.dirname, "../../examples");
const example = (name: string) => readFileSync(join(EXAMPLES, name), "utf8");

async function page(csv: string, config: string): Promise<string> {
  const { status, out, err } = await run(["analyse", "d.csv", "--config", "c.json", "--format", "html"], {
    "d.csv": csv,
    "c.json": config,
  });
  expect([status, err]).toEqual([0, ""]);
  return out;
}

const blues = await page(example("beat-the-blues.csv"), example("beat-the-blues.config.json"));

test("it is one whole page that validates", () => {
  expect(validateHtml(blues)).toEqual([]);
  expect(blues).toMatch(/^\s*<!DOCTYPE html>\s*<html lang="en-GB">/);
  expect(byTag(blues, "h1")).toHaveLength(1);
});

test("it fetches nothing and runs nothing", () => {
  const elements = elementsIn(readHtml(blues));
  const names = new Set(elements.map(({ tagName }) => tagName));
  for (const name of ["script", "link", "img", "iframe", "object", "use", "image"]) expect(names).not.toContain(name);
  const attributes = elements.flatMap(({ attrs }) => attrs.map(({ name }) => name));
  expect(attributes.filter((name) => /^(on|src|href|xlink|style$|action)/.test(name))).toEqual([]);
  expect(blues).not.toMatch(/url\(|@import/);
  expect(blues).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
});

test("it says what the text says, caveats first", () => {
  const text = textOf(readHtml(blues));
  expect(text).toContain("7.8 (95% CI 5.2 to 10.5)");
  expect(text.indexOf("Some improvement is expected")).toBeLessThan(text.indexOf("Mean improvement"));
  expect(text).toContain("Proudfoot et al. 2003");
  expect(text).not.toMatch(/\bundefined\b|\bNaN\b|\[object|\bnull\b/);
});

test("each chart has a title with the finding, a description and a table of all pairs", () => {
  const elements = elementsIn(readHtml(blues));
  const charts = elements.filter(({ tagName }) => tagName === "svg");
  expect(charts).toHaveLength(2);
  for (const chart of charts) {
    const ids = attributeOf(chart, "aria-labelledby")!.split(" ");
    const named = ids.map((id) => elements.find((element) => attributeOf(element, "id") === id));
    expect(named.map((element) => element?.tagName)).toEqual(["title", "desc"]);
  }
  expect(textOf(readHtml(blues))).toContain("40 of 52 people scored better after than before");
  const people = elements
    .filter(({ tagName }) => tagName === "figure")
    .map((figure) => elementsIn(figure).filter(({ tagName }) => tagName === "td"))
    .map((cells) => cells.filter((_, i) => i % 3 === 2).reduce((sum, cell) => sum + Number(textOf(cell)), 0));
  expect(people).toEqual([52, 52]);
});

test("ids of persons are nowhere, and what a file says is shown as text", async () => {
  const rows = Array.from({ length: 12 }, (_, i) => `Planted-Name-${i},${10 + i},${8 + i}`).join("\n");
  const html = await page(
    `id,pre,post\n${rows}\n`,
    '{"dir":-1,"title":"<script>alert(1)</script>","source":"<b>bold</b>"}',
  );
  expect(html).not.toContain("Planted-Name");
  expect(html).not.toContain("<script>");
  expect(textOf(readHtml(html))).toContain("<b>bold</b>");
  expect(byTag(html, "svg")).toHaveLength(2);
});

test("below 10 pairs no single person is drawn, and it says so", async () => {
  const html = await page("id,pre,post\na,1,2\nb,3,4\n", '{"dir":1}');
  expect(byTag(html, "svg")).toHaveLength(0);
  expect(textOf(readHtml(html))).toContain("drawn from 10 pairs on");
  expect(validateHtml(html)).toEqual([]);
});
