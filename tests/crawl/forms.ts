import type { PageRoute } from "../../bench/crawl/routes.ts";
import { attributeOf, type Element, elementsIn, readHtml, textOf } from "../support/html.ts";
import type { Seen } from "./walk.ts";

/** A form of a page: how it is sent, by which route it is answered, whether anything is typed in it, and what guards the typing. */
export type FormSeen = {
  page: string;
  method: string;
  to: string;
  typed: number;
  secrets: number;
  /** Asked before it is left with something typed (assets/unkept.ts): a post in the page's main part, of a page that runs our script. */
  warns: boolean;
  /** Rows or fields that are sent by themselves as they change (assets/keeping.ts). */
  keeps: boolean;
  /** Words of its buttons that send it, in their order, and whether each is its main one. */
  buttons: { text: string; isMain: boolean }[];
};

const typeOf = (one: Element): string => attributeOf(one, "type") ?? "text";
const isTyped = (one: Element): boolean =>
  ["textarea", "select"].includes(one.tagName) ||
  (one.tagName === "input" && !["hidden", "submit", "button", "search"].includes(typeOf(one)));
const isSecret = (one: Element): boolean =>
  typeOf(one) === "password" || attributeOf(one, "autocomplete") === "one-time-code";
const isSubmit = (one: Element): boolean =>
  one.tagName === "button" && (attributeOf(one, "type") ?? "submit") === "submit";

const isMain = (button: Element): boolean =>
  !["name", "formaction", "hx-post"].some((name) => attributeOf(button, name) !== undefined) &&
  !/govuk-button--secondary/.test(attributeOf(button, "class") ?? "");

const runsOurScript = (all: readonly Element[]): boolean =>
  all.some(
    (one) =>
      one.tagName === "script" &&
      attributeOf(one, "type") === "module" &&
      /^\/assets\//.test(attributeOf(one, "src") ?? ""),
  );

/** What answers a form: an address that is read, or one that is sent to. */
export type Routes = { pages: readonly PageRoute[]; answers: readonly PageRoute[] };

/** Every form of a page, the header's sign-out apart. */
export function formsOn({ html, address, route }: Seen, { pages, answers }: Routes): FormSeen[] {
  const all = elementsIn(readHtml(html));
  const main = all.find((one) => attributeOf(one, "id") === "main");
  const inMain = new Set(main ? elementsIn(main) : []);
  const isScripted = runsOurScript(all);
  return all
    .filter(({ tagName }) => tagName === "form")
    .map((form) => {
      const inside = elementsIn(form);
      const typed = inside.filter(isTyped);
      const path = new URL(attributeOf(form, "action") || address, `http://here${address}`).pathname;
      const method = attributeOf(form, "method") ?? "get";
      return {
        page: route,
        method,
        to: (method === "post" ? answers : pages).find(({ matches }) => matches(path))?.path ?? path,
        typed: typed.length,
        secrets: typed.filter(isSecret).length,
        warns: method === "post" && inMain.has(form) && isScripted,
        keeps: inside.some((one) => attributeOf(one, "data-keeps-itself") !== undefined),
        buttons: inside.filter(isSubmit).map((one) => ({ text: textOf(one), isMain: isMain(one) })),
      };
    })
    .filter(({ to }) => to !== "/sign-out");
}

/** What was typed in it would be lost on leaving without a word. What only asks loses nothing; nobody wants a secret kept. */
export const isUnguarded = ({ method, typed, secrets, warns, keeps }: FormSeen): boolean =>
  method === "post" && typed > 0 && secrets === 0 && !warns && !keeps;

/** A secret keeps a whole form from warning: words beside it would be lost. */
export const hidesWords = ({ secrets, typed }: FormSeen): boolean => secrets > 0 && typed > secrets;

/** Enter presses the first button: a form that has a main one begins with it. */
export const beginsWithAnother = ({ typed, buttons }: FormSeen): boolean =>
  typed > 0 && buttons.length > 1 && buttons[0]?.isMain === false;
