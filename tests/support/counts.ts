import { attributeOf, byClass, type Element, elementsIn, readHtml, textOf } from "./html.ts";

/** A number of a page that is a link to what it counted. */
export type Count = { count: number; text: string; href: string };

const mainOf = (html: string): Element[] => {
  const main = elementsIn(readHtml(html)).find((one) => attributeOf(one, "id") === "main");
  return main ? elementsIn(main) : [];
};

/** The numbers that a page's first look is made of. */
export const countsOn = (html: string): Count[] =>
  byClass(html, "kinstep-counts__link").map((link) => {
    const [, count = "", text = ""] = /^(\d+) (.*)$/.exec(textOf(link)) ?? [];
    return { count: Number(count), text, href: attributeOf(link, "href")! };
  });

/** A link that is a day, "2 March 2026", begins with a number and counts nothing. */
const DAY = /^\d{1,2} \p{Lu}\p{L}+ \d{4}/u;

/** Every link of a page that says how many: "4 families", "4", "On (4)". */
export const countedLinks = (html: string): Count[] =>
  mainOf(html).flatMap((one) => {
    const href = one.tagName === "a" ? attributeOf(one, "href") : undefined;
    const text = textOf(one);
    const number = /^(\d+)(?= \p{L}|$)/u.exec(text)?.[1] ?? /\((\d+)\)$/.exec(text)?.[1];
    return href && number !== undefined && !DAY.test(text) && !href.startsWith("#")
      ? [{ count: Number(number), text, href }]
      : [];
  });

/** How many a list says it holds, and how many rows it shows. */
export function listed(html: string): { said: number | null; rows: number | null } {
  const inside = mainOf(html);
  const said = inside
    .filter(({ tagName }) => tagName === "p")
    .map((one) => /^(\d+) \p{L}/u.exec(textOf(one))?.[1])
    .find((number) => number !== undefined);
  const body = inside.find(({ tagName }) => tagName === "tbody");
  const rows = body ? elementsIn(body).filter(({ tagName }) => tagName === "tr").length : null;
  return { said: said === undefined ? null : Number(said), rows };
}

/** A page of a long list shows its first rows; how many there are it says above them. */
const ON_ONE_PAGE = 25;

/** Does a list hold what was counted? */
export function isListOf(count: number, html: string): boolean {
  const { said, rows } = listed(html);
  if (said === null) return (rows ?? 0) === count;
  return said === count && (rows === null || rows === count || (rows < count && rows >= ON_ONE_PAGE));
}
