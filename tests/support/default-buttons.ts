import { attributeOf, type Element, elementsIn, readHtml, textOf } from "./html.ts";

const isTypedInto = (element: Element): boolean => {
  if (element.tagName === "textarea" || element.tagName === "select") return true;
  const type = attributeOf(element, "type") ?? "text";
  return element.tagName === "input" && !["hidden", "submit", "button"].includes(type);
};

const isSubmit = (element: Element): boolean =>
  (element.tagName === "button" && (attributeOf(element, "type") ?? "submit") === "submit") ||
  (element.tagName === "input" && attributeOf(element, "type") === "submit");

const doesSomethingElse = (button: Element): boolean =>
  ["name", "formaction", "hx-post"].some((name) => attributeOf(button, name) !== undefined);

/** The forms of a page in which Enter would press another button than the form's own: each by its first button's words. */
export const wrongDefaults = (html: string): string[] =>
  elementsIn(readHtml(html))
    .filter(({ tagName }) => tagName === "form")
    .flatMap((form) => {
      const controls = elementsIn(form);
      const [first, ...others] = controls.filter(isSubmit);
      if (!first || others.length === 0 || !controls.some(isTypedInto)) return [];
      return doesSomethingElse(first) ? [textOf(first)] : [];
    });
