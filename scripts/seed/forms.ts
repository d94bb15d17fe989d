export type Fields = [name: string, value: string][];

const TAG = /<(\/?)(form|input|select|option|textarea)\b((?:[^>"']|"[^"]*"|'[^']*')*)>/g;
const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };

const decoded = (text: string): string => text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ENTITIES[name]!);

/** An attribute's value; an empty text for one without, such as `checked`; undefined when it is not there. */
function attribute(attributes: string, name: string): string | undefined {
  const found = new RegExp(`(?:^|\\s)${name}(?:="([^"]*)")?(?=[\\s/]|$)`).exec(attributes);
  return found ? decoded(found[1] ?? "") : undefined;
}

/** The main part of a page of ours. */
const mainOf = (html: string): string => html.slice(Math.max(0, html.indexOf("<main")), html.lastIndexOf("</main>"));

type Control = { tag: string; attributes: string; text: string };

/** Each form of the page that is sent by post, as its controls in order: inputs, selects, options and text areas. */
function postForms(html: string): Control[][] {
  const main = mainOf(html);
  const forms: Control[][] = [];
  let inside = false;
  for (const match of main.matchAll(TAG)) {
    const [whole, closing, tag, attributes] = match as unknown as [string, string, string, string];
    if (tag === "form") {
      inside = closing === "" && attribute(attributes, "method") === "post";
      if (inside) forms.push([]);
    } else if (inside && closing === "") {
      const from = match.index + whole.length;
      const text = tag === "textarea" ? main.slice(from, main.indexOf("</textarea>", from)) : "";
      forms.at(-1)!.push({ tag, attributes, text: decoded(text).replace(/^\n/, "") });
    }
  }
  return forms;
}

const NOT_SENT = new Set(["submit", "button", "file"]);

/** What an input would send if the form were sent as it stands. */
function inputFields(attributes: string, name: string): Fields {
  const type = attribute(attributes, "type") ?? "text";
  if (NOT_SENT.has(type)) return [];
  const isTicked = attribute(attributes, "checked") !== undefined;
  if ((type === "radio" || type === "checkbox") && !isTicked) return [];
  return [[name, attribute(attributes, "value") ?? (isTicked ? "on" : "")]];
}

/** A select sends its chosen option, or the first. */
function selectFields(form: readonly Control[], at: number, name: string): Fields {
  const after = form.slice(at + 1);
  const end = after.findIndex(({ tag }) => tag !== "option");
  const options = end < 0 ? after : after.slice(0, end);
  const chosen = options.find(({ attributes }) => attribute(attributes, "selected") !== undefined) ?? options[0];
  return chosen ? [[name, attribute(chosen.attributes, "value") ?? ""]] : [];
}

function fieldsOf(form: readonly Control[]): Fields {
  return form.flatMap(({ tag, attributes, text }, at): Fields => {
    const name = attribute(attributes, "name");
    if (!name || attribute(attributes, "disabled") !== undefined) return [];
    if (tag === "textarea") return [[name, text]];
    return tag === "select" ? selectFields(form, at, name) : inputFields(attributes, name);
  });
}

const hasField = (form: readonly Control[], name: string): boolean =>
  form.some(({ attributes }) => attribute(attributes, "name") === name);

/** What the page's form would send as it stands: the last form that has a field of the wanted name, or the last. */
export function formFields(html: string, wanted?: string): Fields {
  const forms = postForms(html);
  const at = wanted === undefined ? forms.length - 1 : forms.findLastIndex((form) => hasField(form, wanted));
  return fieldsOf(forms[at] ?? []);
}

/** The values that the page offers under a name: of checkboxes, radios and hidden fields. */
export const valuesOffered = (html: string, name: string): string[] =>
  postForms(html).flatMap((form) =>
    form.flatMap(({ attributes }) =>
      attribute(attributes, "name") === name ? [attribute(attributes, "value") ?? ""] : [],
    ),
  );

const words = (html: string): string =>
  decoded(html.replace(/<[^>]*>/g, " "))
    .replace(/\s+/g, " ")
    .trim();

/** What the page says is wrong, for a message that helps whoever changes a form. */
export function errorsSaid(html: string): string {
  const summary = html.indexOf("govuk-error-summary__body");
  return summary < 0
    ? words(mainOf(html)).slice(0, 300)
    : words(html.slice(summary + 26, html.indexOf("</ul>", summary)));
}
