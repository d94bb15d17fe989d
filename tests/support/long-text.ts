import { attributeOf, type Element, elementsIn, readHtml, textOf } from "./html.ts";

/** A long answer of a page: its name, and how many characters are told beforehand; null where nothing is told. */
export type LongAnswer = { name: string; told: number | null };

const classesOf = (element: Element) => (attributeOf(element, "class") ?? "").split(/\s+/);

/** What a counting group tells with script (its attribute) and without (its words), where both say the same. */
function toldBy(group: Element | undefined): number | null {
  if (!group) return null;
  const most = Number(attributeOf(group, "data-maxlength"));
  const words = elementsIn(group).find((one) => classesOf(one).includes("govuk-character-count__message"));
  return words && textOf(words) === `You can enter up to ${most} characters` ? most : null;
}

/** Every long answer of a page that can be typed in. */
export function longAnswersOf(html: string): LongAnswer[] {
  const elements = elementsIn(readHtml(html));
  const groups = elements.filter((one) => attributeOf(one, "data-module") === "govuk-character-count");
  return elements
    .filter((one) => one.tagName === "textarea" && attributeOf(one, "readonly") === undefined)
    .map((area) => ({
      name: attributeOf(area, "name") ?? "",
      told: toldBy(groups.find((group) => elementsIn(group).includes(area))),
    }));
}

/** So many characters as a browser counts them, with line breaks as it sends them. */
export function linesOf(length: number): string {
  const line = "kingfisher\n";
  const counted = `${line.repeat(Math.ceil(length / line.length)).slice(0, length - 1)}s`;
  return counted.replaceAll("\n", "\r\n");
}
