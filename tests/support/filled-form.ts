import { attributeOf, type Element, elementsIn, fieldsOf, readHtml, textOf } from "./html.ts";

export type Filled = Record<string, string[]>;

const CONTROLS = ["input", "textarea", "select"];

/** The form of a page that is sent by post and is not the header's sign-out. */
function postForm(html: string): Element | undefined {
  const main = elementsIn(readHtml(html)).find((element) => attributeOf(element, "id") === "main");
  const all = main ? elementsIn(main) : elementsIn(readHtml(html));
  return all
    .filter(({ tagName }) => tagName === "form")
    .filter((form) => attributeOf(form, "method") === "post")
    .findLast((form) => elementsIn(form).some(({ tagName }) => CONTROLS.includes(tagName)));
}

/** What somebody might type into a box, by its name; the first that fits. */
const TYPED: readonly [name: RegExp, value: string][] = [
  [/day$/i, "2"],
  [/month$/i, "3"],
  [/year$/i, "2026"],
  [/email/i, "somebody@example.org"],
  [/mobile|^value$/i, "07700 900123"],
  [/postcode/i, "LS6 2AB"],
  [/time$/i, "10:30"],
  [/minutes/i, "60"],
  [/holidays/i, ""],
  [/hash$/i, "a".repeat(64)],
  [/^i-?\d+$/, "1"],
];

function typedInto(name: string, element: Element): string {
  const known = TYPED.find(([pattern]) => pattern.test(name));
  if (known) return known[1];
  return attributeOf(element, "inputmode") === "numeric" ? "1" : "Kingfisher";
}

/** The value that an offered choice sends: the first that is not empty. */
function choiceOf(element: Element): string[] {
  if (element.tagName !== "select") return [attributeOf(element, "value") ?? "on"];
  const values = elementsIn(element)
    .filter(({ tagName }) => tagName === "option")
    .map((option) => attributeOf(option, "value") ?? textOf(option));
  return values.filter((value) => value !== "").slice(0, 1);
}

/**
 * What a person who fills in everything might send with the form of this page: what stands in it, the first of each choice
 * that nobody has made yet, and a word, a number or a date where a box is empty.
 */
export function filledForm(html: string): Filled {
  const form = postForm(html);
  if (!form) return {};
  const controls = elementsIn(form).filter(({ tagName }) => CONTROLS.includes(tagName));
  const filled: Filled = {};
  const standing = fieldsOf(html);
  for (const element of controls) {
    const name = attributeOf(element, "name");
    const type = attributeOf(element, "type") ?? "text";
    if (!name || filled[name]?.length || type === "submit" || type === "button") continue;
    const stands = (standing[name] ?? []).filter((value) => value !== "");
    const isChoice = element.tagName === "select" || type === "radio" || type === "checkbox";
    if (stands.length > 0) filled[name] = stands;
    else filled[name] = isChoice ? choiceOf(element) : [type === "hidden" ? "" : typedInto(name, element)];
  }
  return filled;
}
