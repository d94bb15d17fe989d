import { expect, test } from "vitest";
import { wrongDefaults } from "../support/default-buttons.ts";
import { viewFiles } from "./view-files.ts";

const views = new Map(viewFiles().map(({ name, text }) => [name.replace(/^views\//, "").replace(/\.eta$/, ""), text]));

/** A view with the house's own pieces put in where they are included; components are left as they are called. */
function expanded(text: string, seen: readonly string[] = []): string {
  return text.replaceAll(/<%~ include\("@([^"]+)"[^%]*%>/g, (call, name: string) => {
    const piece = views.get(name);
    return piece === undefined || name.startsWith("components/") || seen.includes(name)
      ? call
      : expanded(piece, [...seen, name]);
  });
}

/** Where nothing is typed or chosen, Enter presses the button that has the focus and no other. */
const TYPED_INTO =
  /@components\/(input|textarea|select|radios|checkboxes|date-input|character-count|password-input|file-upload)"|<(input type="(text|radio|checkbox)|select|textarea)/;

/** Whatever sends a form: the button component without an address, and buttons written out. */
const BUTTON = /include\("@components\/button", \{((?:[^{}]|\{[^{}]*\})*)\}|<button type="submit"([^>]*)>/g;

type Sender = { does: "the form" | "something else"; told: string };

const sendersIn = (form: string): Sender[] =>
  [...form.matchAll(BUTTON)].flatMap(([, component, written]) => {
    const told = (component ?? written ?? "").trim();
    if (/\bhref:|type: "button"/.test(told)) return [];
    const isOther = /\bname(:|=)|formaction|hx-post|govuk-button--secondary/.test(told);
    return [{ does: isOther ? ("something else" as const) : ("the form" as const), told }];
  });

const formsIn = (text: string): string[] => expanded(text).match(/<form\b[\s\S]*?<\/form>/g) ?? [];

const withSeveral = [...views].flatMap(([view, text]) =>
  view.startsWith("components/")
    ? []
    : formsIn(text).flatMap((form) => {
        const senders = TYPED_INTO.test(form) ? sendersIn(form) : [];
        return senders.length > 1 ? [{ view, senders }] : [];
      }),
);

test("Enter in a form with several buttons does the main thing: its first button is the form's own (E28)", () => {
  const wrong = withSeveral.filter(({ senders }) => senders[0]?.does !== "the form");
  expect(wrong).toEqual([]);
  expect(withSeveral.map(({ view }) => view)).toContain("runs/register/register");
});

test("a form whose first button does something else is found on a page (E28)", () => {
  const form = (buttons: string) => `<form method="post"><input name="a">${buttons}</form>`;
  const [own, row] = [`<button type="submit">Save</button>`, `<button type="submit" hx-post="/row">Row</button>`];
  expect(wrongDefaults(form(row + own))).toEqual(["Row"]);
  expect(wrongDefaults(form(own + row))).toEqual([]);
  expect(wrongDefaults(`<form>${row}${own}</form>`)).toEqual([]);
});
