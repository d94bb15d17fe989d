import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { render, viewNames } from "../../src/web/views.ts";
import { byTag, readHtml, textOf, validateHtml } from "../support/html.ts";

const FIXTURES = join(import.meta.dirname, "../fixtures/views");
const FRAME = {
  organisation: "Northside Families",
  person: "Bob Marsh",
  role: "Facilitator",
  signedIn: true,
  version: "0.1.0",
  nav: [
    { text: "Home", href: "/", current: true },
    { text: "Runs", href: "/runs", current: false },
  ],
  idleWarning: { warnAtSeconds: 1500, extendHref: "/session/extension" },
};

const fixtureOf = (name: string) => join(FIXTURES, `${name.slice(1)}.json`);
const pages = viewNames().filter((name) => !/^@(components|layouts)\/|\/_/.test(name));
const withFixture = pages.filter((name) => existsSync(fixtureOf(name)));

describe.each(withFixture)("%s", (name) => {
  const model = JSON.parse(readFileSync(fixtureOf(name), "utf8"));
  const show = (layout: string) => render(name, { frame: FRAME, key: "k1", layout, ...model });

  test("renders as a page that a browser and a screen reader understand", () => {
    const html = show("@layouts/page");
    expect(validateHtml(html)).toEqual([]);
    expect(byTag(html, "h1")).toHaveLength(1);
    expect(textOf(readHtml(html))).not.toMatch(/\bundefined\b|\[object Object\]|\bNaN\b/);
  });

  test("renders as a fragment that begins with its title", () => {
    expect(show("@layouts/fragment")).toMatch(/^\s*<title>/);
  });
});

test("there is a fixture to render", () => {
  expect(withFixture.length).toBeGreaterThan(0);
});
