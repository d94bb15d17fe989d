import { createRequire } from "node:module";
import { join } from "node:path";
import { expect, test } from "vitest";
import { render } from "../../src/web/views.ts";
import { normalisedHtml } from "../support/html.ts";

/** The parts of nunjucks used here; the package ships no types. */
type Nunjucks = {
  FileSystemLoader: new (folders: string[]) => unknown;
  Environment: new (
    loader: unknown,
    options: object,
  ) => {
    addFilter(name: string, filter: (value: string, argument: string) => string): void;
    render(template: string, context: object): string;
  };
};

const nunjucks = createRequire(import.meta.url)("nunjucks") as Nunjucks;
const MODULES = join(import.meta.dirname, "../../node_modules");
const official = new nunjucks.Environment(
  new nunjucks.FileSystemLoader([join(MODULES, "@ministryofjustice/frontend"), join(MODULES, "govuk-frontend/dist")]),
  { autoescape: true, trimBlocks: true, lstripBlocks: true },
);
official.addFilter("date", (_: string, format: string) => format);

const macro = (component: string, params: object) =>
  official.render(`moj/components/${component}/template.njk`, { params });

const EXAMPLES: [string, object, object?][] = [
  ["badge", { text: "Paper", classes: "moj-badge--blue" }],
  ["identity-bar", { title: { text: "Ofori family" }, classes: "extra", attributes: { id: "who" } }],
  [
    "sub-navigation",
    {
      label: "This family",
      items: [
        { text: "Summary", href: "/a", active: true },
        { html: "<b>Timeline</b>", href: "/b" },
      ],
    },
  ],
  [
    "timeline",
    {
      headingLevel: 3,
      items: [
        {
          label: { text: "Accepted" },
          byline: { text: "Bob" },
          datetime: { timestamp: "2026-03-03", format: "3 March 2026" },
          text: "Ready",
        },
      ],
    },
    {
      headingLevel: 3,
      items: [
        {
          label: { text: "Accepted" },
          byline: { text: "Bob" },
          datetime: { timestamp: "2026-03-03", text: "3 March 2026" },
          text: "Ready",
        },
      ],
    },
  ],
  [
    "filter",
    {
      heading: { text: "Filter" },
      selectedFilters: {
        heading: { text: "Selected filters" },
        clearLink: { text: "Clear filters", href: "/all" },
        categories: [{ heading: { text: "Area" }, items: [{ text: "Leeds", href: "/x" }] }],
      },
      optionsHtml: "<p>Options</p>",
    },
  ],
  ["filter", { heading: { html: "<i>Filter</i>" }, submit: { text: "Apply" }, optionsHtml: "" }],
];

test.each(EXAMPLES)("%s is as the official MoJ macro gives it", (component, params, ours = params) => {
  expect(normalisedHtml(render(`@components/${component}`, ours))).toBe(normalisedHtml(macro(component, params)));
});

// Our alert has its own drawings and no dismiss button, so only what it says and how it is announced is compared.
test.each([
  { variant: "warning", title: "Not yet confirmed", text: "By the clinical lead" },
  { variant: "error", title: "Sent to nobody", text: "No duty person", showTitleAsHeading: true, headingTag: "h3" },
  { title: "Only a title" },
])("alert is announced as the official MoJ macro does: $title", (params) => {
  const withoutDrawing = (html: string) =>
    normalisedHtml(
      html
        .replace(/<svg[\s\S]*?<\/svg>/, "")
        .replace(/<div class="moj-alert__action">[\s\S]*?<\/div>/, "")
        .replace(' data-module="moj-alert"', ""),
    );
  expect(withoutDrawing(render("@components/alert", params))).toBe(withoutDrawing(macro("alert", params)));
});
