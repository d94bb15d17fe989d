const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);

type AttributeOption = { value: unknown; optional?: boolean };
export type Attributes = Record<string, unknown>;

const isOption = (item: unknown): item is AttributeOption => typeof item === "object" && item !== null && "value" in item;

function attribute(name: string, item: unknown): string {
  const { value, optional = false }: AttributeOption = isOption(item) ? item : { value: item };
  if (optional && value === true) return ` ${escapeHtml(name)}`;
  const isEmpty = value === undefined || value === null;
  if (optional && (isEmpty || value === false)) return "";
  return ` ${escapeHtml(name)}="${isEmpty ? "" : escapeHtml(String(value))}"`;
}

/**
 * HTML attributes from a map, escaped, each with a leading space. Same rules as the `attributes` parameter of
 * the GOV.UK macros: `{ value, optional: true }` is left out when empty and printed without a value when true.
 */
export function attributesHtml(attributes?: Attributes | null): string {
  if (!attributes) return "";
  return Object.entries(attributes)
    .map(([name, item]) => attribute(name, item))
    .join("");
}
