import { type DefaultTreeAdapterMap, parse } from "parse5";

type Element = DefaultTreeAdapterMap["element"];
type Node = DefaultTreeAdapterMap["node"];

export type Fields = [name: string, value: string][];

const isElement = (node: Node): node is Element => "tagName" in node;
const childrenOf = (node: Node): Node[] => ("childNodes" in node ? node.childNodes : []);

function* elements(node: Node): Generator<Element> {
  for (const child of childrenOf(node)) {
    if (isElement(child)) yield child;
    yield* elements(child);
  }
}

const attribute = (element: Element, name: string): string | undefined =>
  element.attrs.find((one) => one.name === name)?.value;
const textOf = (node: Node): string => ("value" in node ? String(node.value) : childrenOf(node).map(textOf).join(""));

/** What one control would send if the form were sent as it stands. */
function fieldOf(element: Element): Fields {
  const name = attribute(element, "name");
  if (!name || attribute(element, "disabled") !== undefined) return [];
  if (element.tagName === "textarea") return [[name, textOf(element)]];
  if (element.tagName === "select") {
    const options = [...elements(element)].filter(({ tagName }) => tagName === "option");
    const chosen = options.find((option) => attribute(option, "selected") !== undefined) ?? options[0];
    return chosen ? [[name, attribute(chosen, "value") ?? textOf(chosen)]] : [];
  }
  if (element.tagName !== "input") return [];
  const type = attribute(element, "type") ?? "text";
  if (type === "submit" || type === "button" || type === "file") return [];
  const ticked = attribute(element, "checked") !== undefined;
  return (type === "radio" || type === "checkbox") && !ticked
    ? []
    : [[name, attribute(element, "value") ?? (ticked ? "on" : "")]];
}

const byTag = (html: string, tag: string): Element[] =>
  [...elements(parse(html))].filter(({ tagName }) => tagName === tag);

const mainOf = (html: string): Element | undefined => byTag(html, "main")[0];

/** What the page's form would send as it stands: the last form of the main part that has a field of the wanted name, or the last. */
export function formFields(html: string, wanted?: string): Fields {
  const main = mainOf(html);
  const forms = main
    ? [...elements(main)].filter((one) => one.tagName === "form" && attribute(one, "method") === "post")
    : [];
  const read = forms.map((form) => [...elements(form)].flatMap(fieldOf));
  const names = forms.map((form) => new Set([...elements(form)].map((one) => attribute(one, "name"))));
  const at = wanted === undefined ? forms.length - 1 : names.findLastIndex((set) => set.has(wanted));
  return read[at] ?? [];
}

/** Names of every control that the page offers, for filling what it asks. */
export function offered(html: string): { name: string; value: string; type: string }[] {
  const main = mainOf(html);
  if (!main) return [];
  return [...elements(main)].flatMap((element) => {
    const name = attribute(element, "name");
    if (!name) return [];
    return [
      {
        name,
        value: attribute(element, "value") ?? "",
        type: element.tagName === "input" ? (attribute(element, "type") ?? "text") : element.tagName,
      },
    ];
  });
}

/** Links of the main part: where each leads. */
export const links = (html: string): string[] => {
  const main = mainOf(html);
  return main
    ? [...elements(main)].filter(({ tagName }) => tagName === "a").flatMap((one) => attribute(one, "href") ?? [])
    : [];
};

/** What the page says is wrong, for a message that helps whoever changes a form. */
export const errorsSaid = (html: string): string => {
  const main = mainOf(html);
  const summary = main && [...elements(main)].find((one) => (attribute(one, "class") ?? "").includes("error-summary"));
  return summary
    ? textOf(summary).replace(/\s+/g, " ").trim()
    : main
      ? textOf(main).replace(/\s+/g, " ").trim().slice(0, 300)
      : "";
};
