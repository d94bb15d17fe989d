import { expect, test } from "vitest";
import { checkboxes, dateField, errorList, field, radios, select } from "../../src/forms/field.ts";
import type { FormProblem } from "../../src/forms/form.ts";
import { render } from "../../src/web/views.ts";
import { attributeOf, byClass, byId, fieldsOf } from "../support/html.ts";

const REASONS = { "no-place": "No place", "other-support": "Other support" } as const;
const typed = (values: FormProblem["values"], ...errors: FormProblem["errors"]): FormProblem => ({ values, errors });

test("a field keeps what was typed and has its own error", () => {
  const form = typed(
    { note: "Leeds <is> nearer" },
    { field: "note", text: "Note must be shorter" },
    { field: "reason", text: "Select why" },
  );
  expect(field("note", form)).toEqual({
    id: "note",
    name: "note",
    value: "Leeds <is> nearer",
    errorMessage: { text: "Note must be shorter" },
  });
  expect(field("other", form)).toEqual({ id: "other", name: "other", value: "", errorMessage: undefined });
});

test("a field of a form not yet sent is empty", () => {
  expect(field("note")).toEqual({ id: "note", name: "note", value: "", errorMessage: undefined });
});

test("radios keep the choice, and show every code in order", () => {
  const given = radios("reason", REASONS, typed({ reason: "other-support" }));
  expect(given.items.map(({ value }) => value)).toEqual(["no-place", "other-support"]);
  expect(fieldsOf(render("@components/radios", given))).toEqual({ reason: ["other-support"] });
});

test("the code 0 is a choice like any other", () => {
  expect(
    fieldsOf(render("@components/radios", radios("often", { 0: "Not", 1: "Once" }, typed({ often: "0" })))),
  ).toEqual({ often: ["0"] });
});

test("checkboxes keep all that were ticked, one or many", () => {
  expect(
    fieldsOf(render("@components/checkboxes", checkboxes("by", { a: "A", b: "B", c: "C" }, typed({ by: ["a", "c"] })))),
  ).toEqual({ by: ["a", "c"] });
  expect(checkboxes("by", { a: "A" }, typed({ by: "a" })).values).toEqual(["a"]);
  expect(checkboxes("by", { a: "A" }).values).toEqual([]);
});

test("a select opens on its prompt and keeps the choice", () => {
  expect(fieldsOf(render("@components/select", select("reason", REASONS)))).toEqual({ reason: [""] });
  expect(fieldsOf(render("@components/select", select("reason", REASONS, typed({ reason: "no-place" }))))).toEqual({
    reason: ["no-place"],
  });
});

test("a date keeps its three boxes, however wrong", () => {
  const form = typed({ "born-day": "31", "born-month": "february", "born-year": "" });
  expect(fieldsOf(render("@components/date-input", dateField("born", form)))).toEqual({
    "born-day": ["31"],
    "born-month": ["february"],
    "born-year": [""],
  });
});

test("a date kept as YYYY-MM-DD fills the three boxes", () => {
  expect(dateField("born", typed({ born: "2019-03-07" })).items.map(({ value }) => value)).toEqual(["7", "3", "2019"]);
});

test.each([
  ["Birth date must be a real date", ["born-day", "born-month", "born-year"]],
  ["Birth date must include a day and a year", ["born-day", "born-year"]],
  ["Birth date must have a year of 4 numbers", ["born-year"]],
  ["Enter the day they moved in", ["born-day", "born-month", "born-year"]],
])("%s: it marks the boxes that are wrong", (text, names) => {
  const html = render("@components/date-input", dateField("born", typed({}, { field: "born", text })));
  expect(byClass(html, "govuk-input--error").map((box) => attributeOf(box, "name"))).toEqual(names);
});

test("every error leads to a control that exists", () => {
  const form = typed({}, ...["note", "reason", "by", "born"].map((name) => ({ field: name, text: "Enter it" })));
  const html = [
    render("@components/input", field("note", form)),
    render("@components/radios", radios("reason", REASONS, form)),
    render("@components/checkboxes", checkboxes("by", REASONS, form)),
    render("@components/date-input", dateField("born", form)),
  ].join("");
  const targets = errorList(form).map(({ href }) => byId(html, (href ?? "").slice(1))?.tagName);
  expect(targets).toEqual(["input", "input", "input", "input"]);
});

test("an error of the whole form leads nowhere", () => {
  expect(errorList(typed({}, { field: "form", text: "Someone changed this" }))).toEqual([
    { text: "Someone changed this" },
  ]);
});
