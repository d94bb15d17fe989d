import { type ConfigData, HtmlValidate, type ResolvedConfig, StaticConfigLoader } from "html-validate";
import { type DefaultTreeAdapterTypes, parse, parseFragment } from "parse5";

type Node = DefaultTreeAdapterTypes.Node;
export type Element = DefaultTreeAdapterTypes.Element;

/** The rules are read once, not for each page: reading them takes as long as a page. */
class ReadOnce extends StaticConfigLoader {
  #read: ReturnType<StaticConfigLoader["getConfigFor"]> | undefined;

  override getConfigFor(
    ...asked: Parameters<StaticConfigLoader["getConfigFor"]>
  ): ResolvedConfig | Promise<ResolvedConfig> {
    this.#read ??= super.getConfigFor(...asked);
    return this.#read;
  }
}

const RULES: ConfigData = {
  extends: ["html-validate:standard", "html-validate:a11y"],
  elements: ["html5", { "hx-partial": { flow: true, permittedContent: ["@flow"] } }],
  rules: {
    "attr-quotes": "off",
    "doctype-style": "off",
    "input-missing-label": "error",
    "long-title": "off",
    "no-implicit-button-type": "error",
    "no-inline-style": "error",
    "no-raw-characters": "off",
    "no-redundant-role": "off",
    "no-trailing-whitespace": "off",
    "prefer-native-element": "off",
    "require-sri": "off",
    "tel-non-breaking": "off",
    "valid-id": ["error", { relaxed: true }],
    "void-style": "off",
  },
};

const validator = new HtmlValidate(new ReadOnce(RULES));

/** What html-validate finds wrong with a page or a fragment, a line each; an empty list when it is well. */
export function validateHtml(html: string): string[] {
  const { results } = validator.validateStringSync(html);
  return results.flatMap(({ messages }) =>
    messages.map(({ line, column, ruleId, message }) => `${line}:${column} ${ruleId}: ${message}`),
  );
}

const isElement = (node: Node): node is Element => "tagName" in node;
const childrenOf = (node: Node): Node[] => {
  if ("content" in node) return node.content.childNodes;
  return "childNodes" in node ? node.childNodes : [];
};

/** A page, or a fragment of one, as a tree. */
export const readHtml = (html: string): Node => (/<html[\s>]/i.test(html) ? parse(html) : parseFragment(html));

/** All elements under a node, in the order of the page. */
export const elementsIn = (node: Node): Element[] =>
  childrenOf(node).flatMap((child) => (isElement(child) ? [child, ...elementsIn(child)] : []));

/** The value of an attribute; undefined when the element has none of that name. */
export const attributeOf = (element: Element, name: string): string | undefined =>
  element.attrs.find((attribute) => attribute.name === name)?.value;

function rawText(node: Node): string {
  if ("value" in node && node.nodeName === "#text") return node.value;
  return childrenOf(node).map(rawText).join("");
}

/** What a reader sees of a node: its text, with runs of white space made one. */
export const textOf = (node: Node): string => rawText(node).replace(/\s+/g, " ").trim();

const find = (html: string, matches: (element: Element) => boolean): Element[] =>
  elementsIn(readHtml(html)).filter(matches);

/** Elements of a tag ("h1", "td") in a piece of HTML. */
export const byTag = (html: string, tag: string): Element[] => find(html, (element) => element.tagName === tag);

/** Elements that carry a class. */
export const byClass = (html: string, name: string): Element[] =>
  find(html, (element) => (attributeOf(element, "class") ?? "").split(/\s+/).includes(name));

/** The element with an id. */
export const byId = (html: string, id: string): Element | undefined =>
  find(html, (element) => attributeOf(element, "id") === id)[0];

const ROLE_OF_TAG: Record<string, string> = {
  a: "link",
  button: "button",
  nav: "navigation",
  main: "main",
  h1: "heading",
  h2: "heading",
  h3: "heading",
  table: "table",
  tr: "row",
  li: "listitem",
  textarea: "textbox",
  select: "combobox",
};
const ROLE_OF_INPUT: Record<string, string> = {
  text: "textbox",
  email: "textbox",
  radio: "radio",
  checkbox: "checkbox",
  submit: "button",
};

function roleOf(element: Element): string | undefined {
  const told = attributeOf(element, "role");
  if (told) return told;
  return element.tagName === "input"
    ? ROLE_OF_INPUT[attributeOf(element, "type") ?? "text"]
    : ROLE_OF_TAG[element.tagName];
}

/** Elements of a role ("link", "button", "alert", ...), by their own text when `name` is given. */
export const byRole = (html: string, role: string, name?: string): Element[] =>
  find(html, (element) => roleOf(element) === role && (name === undefined || textOf(element) === name));

/** The control that a label of exactly this text belongs to. */
export function byLabel(html: string, label: string): Element | undefined {
  const owner = byTag(html, "label").find((element) => textOf(element) === label);
  const id = owner && attributeOf(owner, "for");
  return id ? byId(html, id) : undefined;
}

/** Addresses of all links whose text is exactly this. */
export const hrefsOf = (html: string, text: string): string[] =>
  byRole(html, "link", text).map((element) => attributeOf(element, "href") ?? "");

/** Everything a form would send as it stands, by name; names that come more than once keep all their values. */
export function fieldsOf(html: string): Record<string, string[]> {
  const fields: Record<string, string[]> = {};
  for (const element of find(html, ({ tagName }) => ["input", "textarea", "select"].includes(tagName))) {
    const name = attributeOf(element, "name");
    if (name) fields[name] = [...(fields[name] ?? []), ...valuesOf(element)];
  }
  return fields;
}

function valuesOf(element: Element): string[] {
  if (element.tagName === "textarea") return [rawText(element)];
  if (element.tagName === "select") {
    const options = elementsIn(element).filter(({ tagName }) => tagName === "option");
    const chosen = options.find((option) => attributeOf(option, "selected") !== undefined) ?? options[0];
    return chosen ? [attributeOf(chosen, "value") ?? textOf(chosen)] : [];
  }
  const isTicked =
    !["radio", "checkbox"].includes(attributeOf(element, "type") ?? "") ||
    attributeOf(element, "checked") !== undefined;
  return isTicked ? [attributeOf(element, "value") ?? ""] : [];
}

function outline(node: Node, depth: number): string[] {
  const indent = "  ".repeat(depth);
  if ("value" in node && node.nodeName === "#text") {
    const text = textOf(node);
    return text ? [`${indent}"${text}"`] : [];
  }
  if (!isElement(node)) return childrenOf(node).flatMap((child) => outline(child, depth));
  const attributes = node.attrs
    .map(({ name, value }) => `${name}=${JSON.stringify(value.replace(/\s+/g, " ").trim())}`)
    .sort();
  return [
    `${indent}<${[node.tagName, ...attributes].join(" ")}>`,
    ...childrenOf(node).flatMap((child) => outline(child, depth + 1)),
  ];
}

/** The same for two trees that differ only in white space and in the order of attributes. */
export const normalisedTree = (tree: Node): string => outline(tree, 0).join("\n");

/** The same for two pieces of HTML that differ only in white space and in the order of attributes. */
export const normalisedHtml = (html: string): string => normalisedTree(readHtml(html));
