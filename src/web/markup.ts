const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Text made safe for an element or a quoted attribute: & < > " and '. Nothing is printed for undefined and null. */
export function escapeHtml(value: unknown): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "number") return String(value);
  const text = String(value);
  return /[&<>"']/.test(text) ? text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character) : text;
}

type AttributeOption = { value?: unknown; optional?: boolean };
export type Attributes = Record<string, unknown>;
export type Content = { html?: string | null; text?: unknown };

const isOption = (item: unknown): item is AttributeOption => typeof item === "object" && item !== null;

function attribute(name: string, item: unknown): string {
  const { value, optional = false }: AttributeOption = isOption(item) ? item : { value: item };
  if (optional && value === true) return ` ${escapeHtml(name)}`;
  const isEmpty = value === undefined || value === null || value === false;
  return optional && isEmpty ? "" : ` ${escapeHtml(name)}="${escapeHtml(value)}"`;
}

/**
 * HTML attributes from a map, escaped, each with a leading space. Same rules as the `attributes` parameter of
 * the GOV.UK macros: `{ value, optional: true }` is left out when empty and printed without a value when true.
 */
export function attributesHtml(attributes?: Attributes | null): string {
  if (!attributes) return "";
  let html = "";
  for (const name of Object.keys(attributes)) html += attribute(name, attributes[name]);
  return html;
}

/** More class names for a class attribute that has one already: escaped, with a leading space, or nothing. */
export function classesHtml(...classes: unknown[]): string {
  let html = "";
  for (const name of classes) if (name) html += ` ${escapeHtml(name)}`;
  return html;
}

/** What a parameter pair shows: `html` as it is (only a template may make it), else `text` escaped, in the lines in which it was written. */
export function contentHtml(content?: Content | null): string {
  return content?.html ? String(content.html) : escapeHtml(content?.text).replaceAll(/\r?\n/g, "<br>");
}

/** data-i18n attributes of the GOV.UK scripts: one message, or one for each plural form. */
export function translationHtml(key: string, message?: string | Record<string, string> | null): string {
  if (!message) return "";
  if (typeof message === "string") return attributesHtml({ [`data-i18n.${key}`]: message });
  return attributesHtml(
    Object.fromEntries(Object.entries(message).map(([rule, text]) => [`data-i18n.${key}.${rule}`, text])),
  );
}
