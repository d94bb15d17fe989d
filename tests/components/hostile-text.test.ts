import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { render, viewNames } from "../../src/web/views.ts";
import { elementsIn, readHtml } from "../support/html.ts";

const OFFICIAL = new URL("../../node_modules/govuk-frontend/dist/govuk/components/", import.meta.url);
const HOSTILE = `"'><script>alert(1)</script><img src=x onerror=alert(1)>&lt;`;
/** Parameters that are HTML by name; a page gives them only what a template made (views-raw-output.test.ts). */
const IS_HTML = /^(html|\w+Html|slots)$/;

function poisoned(value: unknown, key = ""): unknown {
  if (IS_HTML.test(key)) return undefined;
  if (typeof value === "string") return value + HOSTILE;
  if (Array.isArray(value)) return value.map((item) => poisoned(item));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, poisoned(inner, name)]));
}

function fixturesOf(component: string): object[] {
  const { fixtures } = JSON.parse(readFileSync(new URL(`${component}/fixtures.json`, OFFICIAL), "utf8"));
  return fixtures.map(({ options }: { options: object }) => options);
}

/** Our own components and parameters, of which GOV.UK has no fixtures. */
const OURS: Record<string, object[]> = {
  alert: [{ variant: "warning", title: "a", text: "b", showTitleAsHeading: true }, { title: "a" }],
  badge: [{ text: "a", classes: "b", label: "c" }],
  conflict: [{ conflict: { text: "a", differences: [{ said: "b", yours: "c", theirs: "d" }] } }],
  "next-steps": [
    {
      steps: [
        { text: "a", href: "/b" },
        { text: "c", href: "/d" },
      ],
    },
  ],
  "count-links": [{ items: [{ count: "2", text: "a", href: "/b" }] }],
  empty: [{ text: "a", href: "/b", linkText: "c" }],
  filter: [
    {
      heading: { text: "a" },
      selectedFilters: {
        heading: { text: "b" },
        clearLink: { text: "c", href: "/d" },
        categories: [{ heading: { text: "e" }, items: [{ text: "f", href: "/g" }] }],
      },
    },
  ],
  "form-state": [{ version: "1", key: "k" }],
  "identity-bar": [
    { title: { text: "a" }, facts: ["b"], alerts: [{ text: "c" }], actions: [{ text: "d", href: "/e" }] },
  ],
  news: [{ items: [{ text: "a", when: "b", for: "c" }] }],
  "print-button": [{ text: "a" }],
  "sub-navigation": [{ label: "a", items: [{ text: "b", href: "/c", active: true }] }],
  timeline: [
    {
      items: [
        { label: { text: "a" }, href: "/b", byline: { text: "c" }, datetime: { timestamp: "d", text: "e" }, text: "f" },
      ],
    },
  ],
  table: [
    {
      head: [{ text: "a", href: "/b", sort: "none" }],
      rows: [[{ text: "c", href: "/d", hiddenText: "e" }, { tag: { text: "f" } }]],
    },
  ],
  "summary-list": [
    {
      rows: [
        { key: { text: "a" }, value: { lines: ["b", "c"] } },
        { key: { text: "d" }, value: { text: "e", href: "/f" } },
      ],
    },
  ],
  radios: [{ name: "a", legend: "b", hint: "c", errorText: "d", items: [{ value: "e", text: "f" }], value: "e" }],
  "error-summary": [{ errors: [{ text: "a", href: "#b" }] }],
};

const components = viewNames().flatMap((name) => /^@components\/([a-z].*)$/.exec(name)?.[1] ?? []);
const examplesOf = (component: string): object[] => {
  try {
    return [...fixturesOf(component), ...(OURS[component] ?? [])];
  } catch {
    return OURS[component] ?? [];
  }
};

describe.each(components)("%s", (component) => {
  test("shows hostile text as text", () => {
    const examples = examplesOf(component);
    expect(examples.length).toBeGreaterThan(0);
    for (const options of examples) {
      const html = render(`@components/${component}`, poisoned(options) as object);
      const made = elementsIn(readHtml(html)).filter(
        ({ tagName, attrs }) => ["script", "img"].includes(tagName) || attrs.some(({ name }) => name.startsWith("on")),
      );
      expect(
        made.map(({ tagName }) => tagName),
        html,
      ).toEqual([]);
    }
  });
});
