import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { assets } from "../../src/generated/assets.js";
import { render } from "../../src/web/views.ts";

const PUBLIC = join(import.meta.dirname, "../../public");
const served = () =>
  readdirSync(PUBLIC, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(br|gz)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));

const frame = {
  organisation: "Northside Families",
  person: "Bob",
  role: "Facilitator",
  signedIn: true,
  nav: [],
  version: "1",
};
const page = () =>
  render("@development/components", { title: "Components", errors: [], key: "k", layout: "@layouts/page", frame });

test("nothing served is GOV.UK's crown, crest or typeface", () => {
  const branded = served().filter((file) =>
    /crown|crest|GDS Transport|govuk-logo/i.test(file + readFileSync(file, "utf8")),
  );
  expect(branded).toEqual([]);
  expect(served().filter((file) => /\.(woff2?|ttf|otf)$/.test(file))).toEqual([]);
  expect(page()).not.toMatch(/crown|crest|GDS Transport/i);
});

test("styles ask for no file that is not served", () => {
  const urls = [...readFileSync(join(PUBLIC, assets.css), "utf8").matchAll(/url\((?!["']?data:)([^)]+)\)/g)];
  expect(urls.map(([, url]) => url)).toEqual([]);
});

test("each file is named by its content", () => {
  for (const url of Object.values(assets)) expect(url).toMatch(/^\/assets\/\w+\.[0-9a-f]{10}\.(css|js|svg)$/);
});

test("the first page with its styles and scripts is under 60 kB compressed", () => {
  const files = Object.values(assets).map((url) => gzipSync(readFileSync(join(PUBLIC, url)), { level: 9 }).length);
  const bytes = files.reduce((sum, size) => sum + size, gzipSync(page()).length);
  expect(bytes).toBeLessThan(60_000);
});
