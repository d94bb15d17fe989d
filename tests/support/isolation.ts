import { attributeOf, type Element, elementsIn, readHtml } from "./html.ts";

const RTL = /[\u0590-\u08ff]/;
const ISOLATED = /\u2068[^\u2068\u2069]*\u2069/g;
const TEXT_ALONE = ["option", "title", "text", "desc", "tspan"];

const ownText = (element: Element): string =>
  element.childNodes.map((node) => ("value" in node && node.nodeName === "#text" ? node.value : "")).join("");

/** How many pieces of right-to-left text stand in a page, and those that nothing isolates from what is beside them. */
export function rightToLeft(html: string): { pieces: number; loose: string[] } {
  const elements = elementsIn(readHtml(html)).filter((one) => !["textarea", "script", "style"].includes(one.tagName));
  const isolating = elements.filter((one) => one.tagName === "bdi" || attributeOf(one, "dir") === "auto");
  const isIsolated = new Set(isolating.flatMap((one) => [one, ...elementsIn(one)]));
  const texts = elements.filter((one) => RTL.test(ownText(one)));
  const loose = texts.filter((one) => {
    if (isIsolated.has(one)) return false;
    const left = TEXT_ALONE.includes(one.tagName) ? ownText(one).replace(ISOLATED, "") : ownText(one);
    return RTL.test(left);
  });
  return { pieces: texts.length, loose: loose.map((one) => `${one.tagName}: ${ownText(one).trim()}`) };
}
