import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { places, type ViewFile, viewFiles } from "./view-files.ts";

const ROOT = join(import.meta.dirname, "../..");
const RAW_BUT_NOT_A_TEMPLATE = /<%[-_]?\s*~(?!\s*(include\("@|it\.body\b))/;
const ETA_INTERNALS = /\boutput\(|__eta/;
const HTML_PARAMETER = /\b(?:html|\w+Html):\s*([^,}\n]+)/g;

const pages = () => viewFiles().filter(({ isComponent }) => !isComponent);

/** HTML may only be what a template made: an include, or a name that this file gave to an include or a capture. */
function isMadeByTemplate(value: string, { text }: ViewFile): boolean {
  if (/^include\("@/.test(value)) return true;
  return /^\w+$/.test(value) && new RegExp(`const ${value} = (capture\\(|include\\("@)`).test(text);
}

const htmlFromElsewhere = (file: ViewFile): string[] =>
  [...file.text.matchAll(HTML_PARAMETER)]
    .map(([, value = ""]) => value.trim())
    .filter((value) => !isMadeByTemplate(value, file))
    .map((value) => `${file.name}: html: ${value}`);

test("pages print raw only what a template made", () => {
  expect(pages().flatMap((file) => places(file, RAW_BUT_NOT_A_TEMPLATE))).toEqual([]);
});

test("pages hand components only HTML that a template made", () => {
  expect(pages().flatMap(htmlFromElsewhere)).toEqual([]);
});

test("no template writes past the escaping", () => {
  expect(viewFiles().flatMap((file) => places(file, ETA_INTERNALS))).toEqual([]);
});

test("page models hold no HTML", () => {
  const models = globSync("src/features/**/*-page.ts", { cwd: ROOT });
  const offenders = models.filter((file) => /\b(html|\w+Html)\s*:/.test(readFileSync(join(ROOT, file), "utf8")));
  expect(offenders).toEqual([]);
});

test("a planted raw value would be found", () => {
  const planted = (text: string): ViewFile => ({ name: "planted.eta", text, lines: [text], isComponent: false });
  expect(places(planted("<%~ it.note %>"), RAW_BUT_NOT_A_TEMPLATE)).toHaveLength(1);
  expect(places(planted("<%-~it.note %>"), RAW_BUT_NOT_A_TEMPLATE)).toHaveLength(1);
  expect(htmlFromElsewhere(planted('<%~ include("@components/details", { html: it.note }) %>'))).toHaveLength(1);
  expect(htmlFromElsewhere(planted('<%~ include("@components/details", { html: note }) %>'))).toHaveLength(1);
});
