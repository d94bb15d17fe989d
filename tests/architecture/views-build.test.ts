import { mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { buildViews } from "../../scripts/build-views.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "kinstep-views-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const view = (text: string) => writeFileSync(join(folder, "a.eta"), text);
const build = () => buildViews(folder, join(folder, "generated"));

test("it compiles what is there into one module", async () => {
  view("<p><%= it.name %></p>");
  expect(build()).toBe(1);
  const { views } = await import(join(folder, "generated/views.js"));
  expect(Object.keys(views)).toEqual(["@a"]);
});

test.each([
  ["a tag that is not closed", "<p>\n<%= it.name\n</p>", /a\.eta:2: unclosed tag/],
  ["a JavaScript error", "<p>\n\n<% if (it.x { %>\n</p>", /a\.eta:3: /],
  ["a block that is not closed", "<p>\n<% if (it.x) { %>\n</p>", /a\.eta:\d: /],
])("it names file and line of %s", (_, text, message) => {
  view(text);
  expect(build).toThrow(message);
});

test("it leaves the module alone when nothing changed", () => {
  view("<p>same</p>");
  build();
  const file = join(folder, "generated/views.js");
  utimesSync(file, 1000, 1000);
  build();
  expect(statSync(file).mtimeMs).toBe(1_000_000);
});
