import { expect, test } from "vitest";
import { render } from "../../src/web/views.ts";
import {
  attributeOf,
  byClass,
  byId,
  byLabel,
  byRole,
  byTag,
  fieldsOf,
  normalisedHtml,
  textOf,
  validateHtml,
} from "../support/html.ts";

const show = (component: string, params: object) => render(`@components/${component}`, params);

test("a label, hint and error given as text are as the macro's objects", () => {
  const short = show("input", {
    name: "reference",
    label: "Reference",
    hint: "Such as KS-1",
    errorText: "Enter the reference",
    value: "x",
  });
  const long = show("input", {
    id: "reference",
    name: "reference",
    value: "x",
    label: { text: "Reference", classes: "govuk-label--s" },
    hint: { text: "Such as KS-1" },
    errorMessage: { text: "Enter the reference" },
  });
  expect(normalisedHtml(short)).toBe(normalisedHtml(long));
});

test("a legend given as text makes a fieldset, and the first radio is where the error leads", () => {
  const html = show("radios", {
    name: "reason",
    legend: "Why?",
    items: [
      { value: "a", text: "A" },
      { value: "b", text: "B" },
    ],
    value: "b",
    errorText: "Select why",
  });
  expect(textOf(byTag(html, "legend")[0]!)).toBe("Why?");
  expect(attributeOf(byId(html, "reason")!, "value")).toBe("a");
  expect(fieldsOf(html)).toEqual({ reason: ["b"] });
  expect(attributeOf(byTag(html, "fieldset")[0]!, "aria-describedby")).toBe("reason-error");
});

test("what opens under a choice is in the page without a script", () => {
  const html = show("checkboxes", {
    name: "contact",
    legend: "How?",
    items: [{ value: "call", text: "Call" }],
    conditionals: { call: "<p>When?</p>" },
  });
  expect(textOf(byId(html, "conditional-contact")!)).toBe("When?");
  expect(attributeOf(byLabel(html, "Call")!, "data-aria-controls")).toBe("conditional-contact");
});

test("the error summary is absent without errors, and takes the focus with them", () => {
  expect(show("error-summary", { errors: [] }).trim()).toBe("");
  const [summary] = byClass(
    show("error-summary", { errors: [{ text: "Select why", href: "#reason" }] }),
    "govuk-error-summary",
  );
  expect([attributeOf(summary!, "tabindex"), attributeOf(summary!, "autofocus")]).toEqual(["-1", ""]);
});

test("a table shows links, tags and how it is sorted", () => {
  const html = show("table", {
    head: [{ text: "Reference", href: "?sort=reference", sort: "ascending" }],
    rows: [[{ text: "KS-1", href: "/referrals/1", hiddenText: "of Mary Ofori" }, { tag: { text: "New" } }]],
  });
  expect(attributeOf(byTag(html, "th")[0]!, "aria-sort")).toBe("ascending");
  expect(byRole(html, "link").map((link) => [textOf(link), attributeOf(link, "href")])).toEqual([
    ["Reference", "?sort=reference"],
    ["KS-1 of Mary Ofori", "/referrals/1"],
  ]);
  expect(textOf(byClass(html, "govuk-tag")[0]!)).toBe("New");
  expect(validateHtml(html)).toEqual([]);
});

test("text that was typed comes back to the letter", () => {
  const typed = "\n  first line\n\n<b>&amp; “quotes” '\"\n";
  expect(fieldsOf(show("textarea", { name: "note", label: "Note", value: typed }))).toEqual({ note: [typed] });
  expect(fieldsOf(show("input", { name: "note", label: "Note", value: typed }))).toEqual({ note: [typed] });
});

test("a form carries its version and key; something new has no version", () => {
  expect(fieldsOf(show("form-state", { version: 3, key: "k1" }))).toEqual({ version: ["3"], key: ["k1"] });
  expect(fieldsOf(show("form-state", { version: undefined, key: "k1" }))).toEqual({ key: ["k1"] });
});

test("a component sees only what it is given, not what its page has", () => {
  const html = render("@development/components", {
    title: "T",
    errors: [],
    href: "/stray",
    classes: "stray",
    key: "k",
    layout: "@layouts/fragment",
  });
  expect(html).not.toContain("stray");
});

test("nothing is printed for what is missing", () => {
  expect(show("tag", {})).not.toMatch(/undefined|null/);
});
