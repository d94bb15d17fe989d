import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { hasView, render, viewNames } from "../../src/web/views.ts";
import { elementsIn, normalisedHtml, normalisedTree, readHtml } from "../support/html.ts";
import { exceptions } from "./exceptions.ts";

type Fixture = { name: string; options: Record<string, unknown>; html: string };

const OFFICIAL = new URL("../../node_modules/govuk-frontend/dist/govuk/components/", import.meta.url);
const COMPONENTS = [
  "back-link",
  "breadcrumbs",
  "button",
  "character-count",
  "checkboxes",
  "date-input",
  "details",
  "error-message",
  "error-summary",
  "fieldset",
  "file-upload",
  "footer",
  "generic-header",
  "hint",
  "input",
  "inset-text",
  "label",
  "notification-banner",
  "pagination",
  "panel",
  "password-input",
  "phase-banner",
  "radios",
  "select",
  "service-navigation",
  "skip-link",
  "summary-list",
  "table",
  "tabs",
  "tag",
  "task-list",
  "textarea",
  "warning-text",
];

const fixturesOf = (component: string): Fixture[] =>
  JSON.parse(readFileSync(new URL(`${component}/fixtures.json`, OFFICIAL), "utf8")).fixtures;

function official(component: string, html: string): string {
  const tree = readHtml(html);
  for (const { without } of exceptions.filter((exception) => exception.component === component)) {
    for (const element of without ? elementsIn(tree).filter(without) : []) {
      const parent = element.parentNode;
      if (parent) parent.childNodes = parent.childNodes.filter((child) => child !== element);
    }
  }
  return normalisedTree(tree);
}

const isCompared = (component: string, name: string) =>
  !exceptions.some((exception) => exception.component === component && exception.fixtures?.includes(name));

describe.each(COMPONENTS)("%s", (component) => {
  test.each(fixturesOf(component).filter(({ name }) => isCompared(component, name)))(
    "is as the official macro gives it: $name",
    ({ options, html }) => {
      expect(normalisedHtml(render(`@components/${component}`, options))).toBe(official(component, html));
    },
  );
});

test("every exception names a component and fixtures that exist, and says why", () => {
  for (const { component, fixtures = [], reason } of exceptions) {
    const names = fixturesOf(component).map(({ name }) => name);
    expect([
      hasView(`@components/${component}`),
      fixtures.filter((name) => !names.includes(name)),
      reason.length > 20,
    ]).toEqual([true, [], true]);
  }
});

test("every component of ours that GOV.UK has too is compared", () => {
  const known = viewNames()
    .filter((name) => name.startsWith("@components/"))
    .map((name) => name.slice("@components/".length));
  const shared = known.filter((name) => officialHas(name));
  expect(shared.filter((name) => !COMPONENTS.includes(name))).toEqual([]);
});

function officialHas(component: string): boolean {
  try {
    return fixturesOf(component).length > 0;
  } catch {
    return false;
  }
}
